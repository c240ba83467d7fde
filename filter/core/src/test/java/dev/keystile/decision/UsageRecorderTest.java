package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageRecorderTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final LogLines log = LogLines.of(UsageRecorder.class);
    private final List<Map<String, Instant>> recorded = new CopyOnWriteArrayList<>();
    private volatile boolean storeIsDown;
    private volatile CountDownLatch storeResponds = new CountDownLatch(0);
    private volatile Instant now = NOON;

    private final ApiKeyStore store = new ApiKeyStore() {
        @Override
        public ApiKey find(KeyDigest digest) {
            return null;
        }

        @Override
        public void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {
            if (storeIsDown) {
                throw new KeyStoreException("down");
            }
            try {
                storeResponds.await();
            } catch (InterruptedException e) {
                throw new KeyStoreException("interrupted");
            }
            recorded.add(lastUses);
        }
    };
    private final UsageRecorder recorder = new UsageRecorder(store, () -> now);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private static Identity identity(String id) {
        return Identity.of(id, KeyType.SECRET, TestKeys.DEMO, Scopes.all());
    }

    private static void use(UsageRecorder recorder, String id) {
        recorder.decided(SampleDecisions.granted(identity(id)));
    }

    private void use(String id) {
        use(recorder, id);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private List<Map<String, Instant>> told() {
        recorder.tell();
        List<Map<String, Instant>> told = List.copyOf(recorded);
        recorded.clear();
        return told;
    }

    @Test
    void theNewestUseIsTold() {
        use("key_1");
        pass(Duration.ofSeconds(1));
        use("key_1");
        use("key_2");
        pass(Duration.ofSeconds(1));

        assertThat(told()).containsExactly(Map.of("key_1", NOON.plusSeconds(1), "key_2", NOON.plusSeconds(1)));
        assertThat(told()).isEmpty();
    }

    @Test
    void aKeyIsToldOfEveryThirtySecondsAtMost() {
        use("key_1");
        assertThat(told()).hasSize(1);

        for (int i = 0; i < 29; i++) {
            pass(Duration.ofSeconds(1));
            use("key_1");
            assertThat(told()).isEmpty();
        }
        pass(Duration.ofSeconds(1));

        assertThat(told()).containsExactly(Map.of("key_1", NOON.plusSeconds(29)));
    }

    @Test
    void aClockThatIsSetBackSilencesNoKeyForLong() {
        use("key_1");
        assertThat(told()).hasSize(1);
        pass(Duration.ofDays(-365));

        use("key_1");

        assertThat(told()).containsExactly(Map.of("key_1", now));
    }

    @Test
    void onlyWhatIsGrantedIsAUse() {
        recorder.decided(SampleDecisions.denied(DenyReason.REVOKED_KEY, identity("key_1"), null));
        recorder.decided(SampleDecisions.open());
        recorder.decided(SampleDecisions.preflight());

        assertThat(told()).isEmpty();
    }

    @Test
    void aStoreThatFailsIsLoggedOnceForEachOutageAndItsUsesAreDropped() {
        storeIsDown = true;
        use("key_1");
        use("key_2");
        assertThat(told()).isEmpty();
        pass(Duration.ofSeconds(30));
        use("key_1");
        assertThat(told()).isEmpty();
        assertThat(log.messages()).containsExactly("The last use of 2 keys is not recorded: down");

        storeIsDown = false;
        pass(Duration.ofSeconds(30));
        use("key_1");
        assertThat(told()).containsExactly(Map.of("key_1", now));

        storeIsDown = true;
        use("key_3");
        told();
        assertThat(log.messages()).hasSize(2);
    }

    @Test
    void aHundredThousandKeysAreFollowedAndRoomIsMadeForOthers() {
        for (int i = 0; i <= 100_000; i++) {
            use("key_" + i);
        }
        assertThat(told().get(0)).hasSize(100_000).doesNotContainKey("key_100000");

        pass(Duration.ofSeconds(30));
        assertThat(told()).isEmpty();
        use("key_100000");

        assertThat(told()).containsExactly(Map.of("key_100000", now));
    }

    @Test
    void whatIsNotYetToldIsToldOnceWhenItIsClosed() {
        UsageRecorder started = UsageRecorder.start(store, () -> now);
        use(started, "key_1");
        use(started, "key_2");
        started.tell();
        pass(Duration.ofSeconds(1));
        use(started, "key_1");

        started.close(TestTimeout.MAX);
        started.close();

        // Its own thread may have told of each use apart.
        assertThat(recorded)
                .flatExtracting(Map::entrySet)
                .containsExactlyInAnyOrder(
                        Map.entry("key_1", NOON), Map.entry("key_2", NOON), Map.entry("key_1", NOON.plusSeconds(1)));
    }

    @Test
    void aStoreThatFailsDoesNotFailTheClosing() {
        storeIsDown = true;
        UsageRecorder started = UsageRecorder.start(store, () -> now);
        use(started, "key_1");

        started.close(TestTimeout.MAX);

        assertThat(recorded).isEmpty();
        assertThat(log.messages()).containsExactly("The last use of 1 keys is not recorded: down");
    }

    @Test
    void aStoreThatHangsHoldsTheClosingUpForAWhileOnly() throws Exception {
        storeResponds = new CountDownLatch(1);
        UsageRecorder started = UsageRecorder.start(store, () -> now);
        use(started, "key_1");

        started.close(Duration.ofMillis(1));

        assertThat(recorded).isEmpty();
        storeResponds.countDown();
        await().until(() -> recorded.equals(List.of(Map.of("key_1", NOON))));
    }

    @Test
    void whoIsInterruptedDoesNotWaitForTheStore() throws Exception {
        storeResponds = new CountDownLatch(1);
        UsageRecorder started = UsageRecorder.start(store, () -> now);
        use(started, "key_1");

        Thread.currentThread().interrupt();
        started.close(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
        storeResponds.countDown();
        await().until(() -> recorded.equals(List.of(Map.of("key_1", NOON))));
    }

    @Test
    void aThreadTellsAndEndsWhenItIsClosed() {
        StartedThreads threads = StartedThreads.of("keystile-key-usage");
        try (UsageRecorder started = UsageRecorder.start(store, InstantSource.system())) {
            use(started, "key_1");
            await().until(() -> recorded.stream().anyMatch(uses -> uses.containsKey("key_1")));
        }
        threads.awaitEnd();
    }
}
