package dev.keystile.demo.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.database.DemoDatabase;
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
        return links.create().orElseThrow().replaceAll(".*=", "");
    }

    @Test
    void aLinkServesOnceWithinAnHour() {
        String token = token();
        String late = token();
        now = now.plus(Duration.ofHours(1));
        assertThat(links.use(token)).isTrue();
        assertThat(links.use(token)).isFalse();
        now = now.plusMillis(1);
        assertThat(links.use(late)).isFalse();
    }

    @Test
    void aClockThatIsPutBackDoesNotMakeALinkServeUntilThen() {
        now = now.plus(Duration.ofDays(1));
        String fromTheFuture = token();
        now = now.minus(Duration.ofDays(1));
        assertThat(links.use(fromTheFuture)).isFalse();

        String token = token();
        now = now.minusSeconds(5);
        assertThat(links.use(token)).isTrue();
        now = now.plus(Duration.ofDays(1));
        assertThat(links.use(fromTheFuture)).isFalse();
    }

    @Test
    void twoServicesThatStartAtOnceOnOneDatabaseLeaveLinksWorking() {
        database.jdbi()
                .useHandle(
                        other -> other.execute("INSERT INTO demo_service (base_url) VALUES ('http://127.0.0.1:8081')"));

        String link = links.create().orElseThrow();

        assertThat(link).matches("http://127\\.0\\.0\\.1:808[01]/dashboard/login\\?token=\\S+");
        assertThat(links.use(link.split("=", 2)[1])).isTrue();
    }
}
