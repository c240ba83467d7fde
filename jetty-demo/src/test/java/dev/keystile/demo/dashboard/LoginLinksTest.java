package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.key.Account;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginLinksTest {

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private DemoDatabase database;
    private LoginLinks links;

    @BeforeEach
    void open() throws Exception {
        database = DemoDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", null));
        links = new LoginLinks(database.keys().dataSource(), () -> now);
        links.serveAt(URI.create("http://127.0.0.1:8080"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String token() {
        return links.create(DashboardUser.OPERATOR).orElseThrow().replaceAll(".*=", "");
    }

    @Test
    void aLinkServesOnceWithinAnHour() {
        String token = token();
        String late = token();
        now = now.plus(Duration.ofHours(1));
        assertThat(links.use(token)).hasValue(DashboardUser.OPERATOR);
        assertThat(links.use(token)).isEmpty();
        now = now.plusMillis(1);
        assertThat(links.use(late)).isEmpty();
    }

    @Test
    void aClockThatIsPutBackDoesNotMakeALinkServeUntilThen() {
        now = now.plus(Duration.ofDays(1));
        String fromTheFuture = token();
        now = now.minus(Duration.ofDays(1));
        assertThat(links.use(fromTheFuture)).isEmpty();

        String token = token();
        now = now.minusSeconds(5);
        assertThat(links.use(token)).hasValue(DashboardUser.OPERATOR);
        now = now.plus(Duration.ofDays(1));
        assertThat(links.use(fromTheFuture)).isEmpty();
    }

    @Test
    void aLinkLogsInTheUserItWasMadeFor() {
        DashboardUser owner = DashboardUser.ownerOf(Account.DEFAULT_ID);
        String link = links.create(owner).orElseThrow();

        assertThat(links.use(link.split("=", 2)[1])).hasValue(owner);
    }

    @Test
    void twoServicesThatStartAtOnceOnOneDatabaseLeaveLinksWorking() {
        database.jdbi()
                .useHandle(
                        other -> other.execute("INSERT INTO demo_service (base_url) VALUES ('http://127.0.0.1:8081')"));

        String link = links.create(DashboardUser.OPERATOR).orElseThrow();

        assertThat(link).matches("http://127\\.0\\.0\\.1:808[01]/dashboard/login\\?token=\\S+");
        assertThat(links.use(link.split("=", 2)[1])).hasValue(DashboardUser.OPERATOR);
    }
}
