package dev.keystile.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cache.StoreHealth;
import dev.keystile.decision.Decision;
import dev.keystile.decision.SampleDecisions;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.policy.DenyReason;
import dev.keystile.store.ApiKeyStore.FeedState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeystileMetricsTest {

    private static final Identity DEMO = Identity.of(
            "key_1", KeyType.SECRET, Project.ofDefault("prj_1", new Environment("demo", "Demo")), Scopes.all());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KeystileMetrics metrics = new KeystileMetrics(registry);

    @Test
    void grantedRequestsAreCountedByEnvironmentAndType() {
        decide(SampleDecisions.granted(DEMO));
        decide(SampleDecisions.granted(DEMO));

        assertThat(decisions("granted", "none", "secret", "demo")).isEqualTo(2);
    }

    @Test
    void refusalsAreCountedByReason() {
        decide(SampleDecisions.denied(DenyReason.REVOKED_KEY, DEMO, null));
        decide(SampleDecisions.denied(DenyReason.UNKNOWN_KEY, null, "sk_…abcd"));
        decide(SampleDecisions.denied(DenyReason.MISSING_KEY));
        decide(SampleDecisions.denied(DenyReason.MISSING_KEY));

        assertThat(decisions("denied", "revoked_key", "secret", "demo")).isEqualTo(1);
        assertThat(decisions("denied", "unknown_key", "none", "none")).isEqualTo(1);
        assertThat(decisions("denied", "missing_key", "none", "none")).isEqualTo(2);
    }

    @Test
    void requestsWithoutAKeyAreCounted() {
        decide(SampleDecisions.open());
        decide(SampleDecisions.preflight());

        assertThat(decisions("open", "none", "none", "none")).isEqualTo(1);
        assertThat(decisions("preflight", "none", "none", "none")).isEqualTo(1);
    }

    @Test
    void noLabelHoldsAHint() {
        decide(SampleDecisions.denied(DenyReason.UNKNOWN_KEY, null, "sk_…abcd"));

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .noneMatch(tag -> tag.getValue().contains("abcd"));
    }

    @Test
    void theCacheIsCounted() {
        metrics.hit();
        metrics.miss();
        metrics.loaded(Duration.ofMillis(3).toNanos());
        metrics.failed(Duration.ofMillis(5).toNanos());
        metrics.stale();
        metrics.overloaded();

        for (String name : new String[] {"hits", "misses", "loads", "failures", "stale", "overloaded"}) {
            assertThat(registry.get("keystile.cache." + name).counter().count())
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(registry.get("keystile.cache.load").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(8);
    }

    @Test
    void gaugesFollowTheStore() {
        AtomicReference<StoreHealth> health = new AtomicReference<>(new StoreHealth(true, null, FeedState.NONE, null));
        metrics.bind(health::get, () -> 7, () -> 9);

        assertThat(gauge("keystile.cache.size")).isEqualTo(7);
        assertThat(gauge("keystile.cache.negative.size")).isEqualTo(9);
        assertThat(gauge("keystile.store.responding")).isEqualTo(1);
        assertThat(gauge("keystile.store.problem")).isZero();
        assertThat(gauge("keystile.store.feed")).isZero();
        assertThat(gauge("keystile.store.response.age")).isNaN();

        health.set(new StoreHealth(false, Duration.ofMillis(1500), FeedState.BROKEN, "line 3"));

        assertThat(gauge("keystile.store.responding")).isZero();
        assertThat(gauge("keystile.store.problem")).isEqualTo(1);
        assertThat(gauge("keystile.store.feed")).isEqualTo(-1);
        assertThat(gauge("keystile.store.response.age")).isEqualTo(1.5);
    }

    private void decide(Decision decision) {
        metrics.decided(decision);
    }

    private double decisions(String outcome, String reason, String type, String environment) {
        return registry.get("keystile.decisions")
                .tags("outcome", outcome, "reason", reason, "type", type, "environment", environment)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
