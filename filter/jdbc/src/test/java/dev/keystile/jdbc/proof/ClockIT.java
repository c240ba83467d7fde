package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.route.RouteTable;
import dev.keystile.store.CacheListener;
import dev.keystile.store.CacheSettings;
import dev.keystile.store.CachedKeyStore;
import dev.keystile.verdict.Authenticator;
import dev.keystile.verdict.DenyReason;
import dev.keystile.verdict.FakeRequest;
import dev.keystile.verdict.Trust;
import dev.keystile.verdict.UsageRecorder;
import dev.keystile.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node whose clock is set forward and back, beside a database whose clock is right. */
class ClockIT extends Cluster {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private volatile Instant clock = NOW;

    @Test
    void aKeyEndsByTheClockAtHand() throws Exception {
        String ending = keys.issue(NOW.plus(Duration.ofHours(1)));
        String endless = keys.issue();
        JdbcKeyStore store = new JdbcKeyStore(postgres.dataSource()).recordingUseWith(postgres.dataSource());
        try (UsageRecorder usage = UsageRecorder.start(store, () -> clock);
                CachedKeyStore<Verdict.Granted> cache =
                        new CachedKeyStore<>(store, CacheSettings.DEFAULT, Verdict.Granted::of, CacheListener.NONE)) {
            Authenticator node = new Authenticator(
                    new HeaderCredentialReader(true, null),
                    RouteTable.of(List.of()),
                    cache,
                    Trust.NOBODY,
                    usage,
                    () -> clock);

            assertGranted(node, ending);
            clock = NOW.plus(Duration.ofHours(1)).minusMillis(1);
            assertGranted(node, ending);
            clock = NOW.plus(Duration.ofHours(1));
            assertExpired(node, ending);
            clock = NOW.plus(Duration.ofDays(36_500));
            assertExpired(node, ending);
            assertGranted(node, endless);
            clock = NOW;
            assertGranted(node, ending);
            clock = Instant.EPOCH;
            assertGranted(node, ending);
            assertGranted(node, endless);
        }
    }

    private static void assertGranted(Authenticator node, String key) {
        assertThat(node.decide(FakeRequest.get("/").bearer(key))).isInstanceOf(Verdict.Granted.class);
    }

    private static void assertExpired(Authenticator node, String key) {
        assertThat(node.decide(FakeRequest.get("/").bearer(key)))
                .isInstanceOfSatisfying(
                        Verdict.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(DenyReason.EXPIRED_KEY));
    }
}
