package dev.keystile.store.jdbc.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.CacheSettings;
import dev.keystile.store.jdbc.proof.Node.Answer;
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

    /** So long that what is refused within a test was refused because of the feed. */
    private static final CacheSettings LONG = CacheSettings.DEFAULT.withFreshFor(Duration.ofMinutes(10));

    private final Map<String, Long> committedAt = new HashMap<>();

    @Test
    void withTheFeedEveryNodeRefusesAtOnce() throws Exception {
        open(NODES, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (String key : texts) {
            revoke(key);
            within(RECOVERY, () -> isRefusedEverywhere(key));
        }

        assertNobodyPassedLaterThan(Duration.ofSeconds(5));
    }

    @Test
    void withoutTheFeedNoNodeAcceptsAfterFreshFor() throws Exception {
        open(NODES, () -> Node.deaf(postgres.url(), CacheSettings.DEFAULT.withFreshFor(SHORT)));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (String key : texts) {
            revoke(key);
        }
        for (String key : texts) {
            within(RECOVERY, () -> isRefusedEverywhere(key));
        }

        assertNobodyPassedLaterThan(SHORT.plusSeconds(4));
    }

    @Test
    void aListeningConnectionThatIsKilledLosesNoRevocation() throws Exception {
        open(NODES, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(KEYS);
        warm(texts);
        call(texts, MOMENT);

        for (int i = 0; i < KEYS; i++) {
            if (i % 8 == 0) {
                long killed = postgres.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name = 'keystile-feed'");
                assertThat(killed).isPositive();
            }
            revoke(texts.get(i));
        }
        for (String key : texts) {
            within(RECOVERY, () -> isRefusedEverywhere(key));
        }

        within(RECOVERY, () -> nodes.stream().allMatch(node -> node.feed() == FeedState.CONNECTED));
        assertNobodyPassedLaterThan(Duration.ofSeconds(10));
    }

    @Test
    void changesMadeByHandAreHeardAsWell() throws Exception {
        open(2, () -> Node.listening(postgres.url(), LONG));
        List<String> texts = keys.issue(2_000);
        warm(texts);
        call(texts, Duration.ZERO);

        postgres.execute("UPDATE keystile_key SET revoked_at = now() WHERE revoked_at IS NULL");

        within(RECOVERY, () -> texts.stream().allMatch(this::isRefusedEverywhere));
        assertThat(callers).noneMatch(Caller::hasGrantedAgain);
        String made = keys.issue();
        assertThat(nodes).allMatch(node -> node.ask(made) == Answer.GRANTED);
    }

    private void revoke(String key) throws Exception {
        keys.revoke(key);
        committedAt.put(key, System.nanoTime());
    }

    private boolean isRefusedEverywhere(String key) {
        return callers.stream().allMatch(caller -> caller.hasRefused(key));
    }

    private void assertNobodyPassedLaterThan(Duration bound) throws Exception {
        Caller.close(callers);
        committedAt.forEach((key, at) -> assertThat(callers)
                .allSatisfy(
                        caller -> assertThat(caller.lastGrantedBegan(key) - at).isLessThanOrEqualTo(bound.toNanos())));
        assertThat(callers).noneMatch(Caller::hasGrantedAgain);
        assertThat(callers)
                .allMatch(caller -> caller.requests() == caller.count(Answer.GRANTED) + caller.count(Answer.REVOKED));
    }
}
