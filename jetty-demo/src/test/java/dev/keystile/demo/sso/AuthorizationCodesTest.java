package dev.keystile.demo.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.sso.AuthorizationCodes.Grant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationCodesTest {

    private static final Grant GRANT =
            new Grant("demo", "http://localhost:3000/callback", "challenge", "conn_1", "org_1", "demo-user-1");

    private final SettableClock clock = new SettableClock();
    private DemoDatabase database;
    private AuthorizationCodes codes;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.open();
        codes = new AuthorizationCodes(database.jdbi(), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCodeIsRedeemedOnceAndOnlyByItsOwnProject() {
        String code = codes.issue(GRANT);
        assertThat(codes.redeem(code, "other")).isEmpty();
        assertThat(codes.redeem(code, "demo")).hasValue(GRANT);
        assertThat(codes.redeem(code, "demo")).isEmpty();
        assertThat(codes.redeem("unknown", "demo")).isEmpty();
    }

    @Test
    void aCodeServesForTenMinutes() {
        String late = codes.issue(GRANT);
        String inTime = codes.issue(GRANT);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(codes.redeem(inTime, "demo")).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(codes.redeem(late, "demo")).isEmpty();
    }

    @Test
    void aClockThatIsPutBackDoesNotMakeACodeServeUntilThen() {
        clock.advance(Duration.ofDays(1));
        String fromTheFuture = codes.issue(GRANT);
        clock.advance(Duration.ofDays(-1));
        assertThat(codes.redeem(fromTheFuture, "demo")).isEmpty();

        String code = codes.issue(GRANT);
        clock.advance(Duration.ofSeconds(-5));
        assertThat(codes.redeem(code, "demo")).isPresent();
        clock.advance(Duration.ofDays(1));
        assertThat(codes.redeem(fromTheFuture, "demo")).isEmpty();
    }

    @Test
    void onlyDigestsOfLivingCodesAreKept() {
        codes.issue(GRANT);
        clock.advance(Duration.ofMinutes(10));
        String code = codes.issue(GRANT);
        List<byte[]> digests = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT digest FROM demo_sso_code")
                        .mapTo(byte[].class)
                        .list());
        assertThat(digests).singleElement().isEqualTo(Sha256.of(code));
    }
}
