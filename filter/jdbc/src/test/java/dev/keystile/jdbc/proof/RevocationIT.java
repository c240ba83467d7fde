package dev.keystile.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cache.CacheSettings;
import dev.keystile.jdbc.proof.Node.ObservedOutcome;
import dev.keystile.store.ApiKeyStore.FeedState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a revoked key still passes, on eight nodes under load. */
class RevocationIT extends Cluster {

    private static final int NODES = 8;
    private static final int KEYS = 40;
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** No key passes because a busy machine keeps its load waiting. */
    private static final CacheSettings PATIENT = CacheSettings.DEFAULT.withLoadTimeout(TestTimeout.MAX);

    /** So long that what is refused within a test was refused because of the feed. */
    private static final CacheSettings LONG = PATIENT.withFreshFor(Duration.ofMinutes(10));

    private final Map<String, Long> committedAt = new HashMap<>();

    @Test
    void withTheFeedEveryNodeRefusesAtOnce() throws Exception {
        open(NODES, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (String key : texts) {
            revoke(key);
            eventually(() -> isRefusedEverywhere(key));
        }

        assertNobodyPassedAgain();
    }

    @Test
    void withoutTheFeedNoNodeAcceptsAfterFreshFor() throws Exception {
        open(NODES, () -> Node.deaf(postgres.url(), PATIENT.withFreshFor(SHORT)));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (String key : texts) {
            revoke(key);
        }
        for (String key : texts) {
            eventually(() -> isRefusedEverywhere(key));
        }

        assertNobodyPassedAgain();
        committedAt.forEach((key, at) -> assertThat(callers)
                .allSatisfy(
                        caller -> assertThat(caller.lastGrantedBegan(key) - at).isLessThan(SHORT.toNanos())));
    }

    @Test
    void aListeningConnectionThatIsKilledLosesNoRevocation() throws Exception {
        open(NODES, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (int i = 0; i < KEYS; i++) {
            if (i % 8 == 0) {
                // The feeds that were killed before may not be back yet.
                eventually(this::killFeeds);
            }
            revoke(texts.get(i));
        }
        for (String key : texts) {
            eventually(() -> isRefusedEverywhere(key));
        }

        eventually(() -> nodes.stream().allMatch(node -> node.feed() == FeedState.CONNECTED));
        assertNobodyPassedAgain();
    }

    @Test
    void changesMadeByHandAreHeardAsWell() throws Exception {
        open(2, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(2_000);
        warm(texts);
        call(texts, Duration.ZERO);

        postgres.execute("UPDATE keystile_key SET revoked_at = now() WHERE revoked_at IS NULL");

        eventually(() -> texts.stream().allMatch(this::isRefusedEverywhere));
        Caller.close(callers);
        assertThat(callers).noneMatch(Caller::hasGrantedAgain);
        String made = keys.issue();
        assertThat(nodes).allMatch(node -> node.decide(made) == ObservedOutcome.GRANTED);
    }

    private void revoke(String key) throws Exception {
        keys.revoke(key);
        committedAt.put(key, System.nanoTime());
    }

    private boolean isRefusedEverywhere(String key) {
        return callers.stream().allMatch(caller -> caller.hasRefused(key));
    }

    private boolean killFeeds() throws Exception {
        return postgres.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name = 'keystile-feed'")
                > 0;
    }

    private void assertNobodyPassedAgain() throws Exception {
        Caller.close(callers);
        assertThat(callers).noneMatch(Caller::hasGrantedAgain);
        // A machine that is busy may keep a query waiting for too long, which is 503 and never 401.
        assertThat(callers)
                .allMatch(caller ->
                        caller.count(ObservedOutcome.UNAUTHORIZED) == 0 && caller.count(ObservedOutcome.OTHER) == 0);
    }
}
