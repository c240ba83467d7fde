package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.AuthenticatorBuilder;
import dev.keystile.decision.Decision;
import dev.keystile.decision.UsageRecorder;
import dev.keystile.jdbc.JdbcKeyStore;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.PolicyChain;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.RouteTable;
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
        CacheSettings patient = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);
        try (UsageRecorder usage = UsageRecorder.start(store, () -> clock);
                CachedKeyStore<KnownKey> cache =
                        new CachedKeyStore<>(store, patient, KnownKey::of, CacheListener.NONE)) {
            Authenticator node = new AuthenticatorBuilder(RouteTable.of(List.of()), cache)
                    .policies(PolicyChain.of(false, TrustedProxies.NONE, List.of(), () -> clock))
                    .listener(usage)
                    .build();

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
        assertThat(node.decide(FakeRequest.get("/").bearer(key)).await()).isInstanceOf(Decision.Granted.class);
    }

    private static void assertExpired(Authenticator node, String key) {
        assertThat(node.decide(FakeRequest.get("/").bearer(key)).await())
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.refusal()).isEqualTo(DenyReason.EXPIRED_KEY));
    }
}
