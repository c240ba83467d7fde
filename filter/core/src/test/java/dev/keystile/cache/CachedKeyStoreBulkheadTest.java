package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.StartedThreads;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CachedKeyStoreBulkheadTest extends CacheFixture {

    /** One load of each kind. */
    private static final CacheSettings NARROW = SETTINGS.withMaxConcurrentLoads(2);

    @Test
    void aSlowStoreOccupiesNoMoreThreadsThanAllowed() throws Exception {
        cache(SETTINGS.withMaxConcurrentLoads(8));
        ScriptedStore.Gate gate = gateForAll();
        List<Asking> askers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            askers.add(asking(cache, TestKeys.digest(i)));
        }
        await().pollInterval(MOMENT).until(() -> store.running.get() == 4);

        gate.open();
        for (Asking asker : askers) {
            assertUnknown(asker.answer());
        }
        assertThat(store.mostRunning).hasValue(4);
    }

    @Test
    void whoFindsNoRoomInTimeIsTurnedAwayAndTheStoreNotBlamed() throws Exception {
        cache(NARROW);
        KeyDigest slow = TestKeys.digest(1);
        ScriptedStore.Gate gate = gate(slow);
        Asking asking = asking(cache, slow);
        gate.awaitReached();

        Asking queueing = asking(cache, TestKeys.digest(2));

        timer.expireAll();

        assertOverloaded(queueing.answer());
        assertOverloaded(asking.answer());
        assertThat(listener.overloads).hasValue(2);
        assertThat(store.finds).hasValue(1);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void aFullBulkheadOfLoadsThatAreNotOverdueYieldsNoStaleAnswer() throws Exception {
        cache(NARROW);
        ApiKey slow = cached();
        ApiKey waiting = cached();
        ScriptedStore.Gate gate = gate(slow);
        ticker.advance(FRESH);
        Asking first = asking(slow);
        gate.awaitReached();
        Asking second = asking(waiting);

        assertThat(second.future()).isNotDone();
        second.thread().interrupt();
        assertOverloaded(second.answer());
        assertThat(listener.stale).hasValue(0);
        gate.open();
        assertKnown(first.answer(), slow);
    }

    @Test
    void aStoreThatLeavesNoRoomToAskIsAFailingStore() {
        cache(NARROW);
        ApiKey hot = cached();
        ApiKey other = cached();
        gate(hot);
        ticker.advance(FRESH.minus(MOMENT));
        assertKnown(hot);
        awaitFinds(3);
        ticker.advance(PATIENT);

        assertKnown(other);

        assertThat(listener.stale)
                .as("though nobody waits for the load that hangs")
                .hasValue(1);
        assertThat(listener.misses).as("nor for this one").hasValue(2);
    }

    @Test
    void whoQueuedInVainWhileEveryLoadHungIsAnsweredWithWhatIsKnown() throws Exception {
        AtomicBoolean overdue = new AtomicBoolean();
        // Once the request has looked at the time, so that it queues.
        CacheListener late = new CacheListener() {
            @Override
            public void miss() {
                if (overdue.get()) {
                    ticker.advance(PATIENT);
                }
            }
        };
        cache(NARROW, ApiKey::id, late);
        ApiKey hanging = cached();
        ApiKey other = cached();
        ScriptedStore.Gate gate = gate(hanging);
        ticker.advance(FRESH);
        asking(hanging);
        gate.awaitReached();
        overdue.set(true);
        Asking queueing = asking(other);

        timer.expireAll();

        assertKnown(queueing.answer(), other);
    }

    @Test
    void nothingQueuesBehindARetryOfAStoreThatFails() throws Exception {
        cache(NARROW);
        ApiKey old = cached();
        ticker.advance(FRESH.dividedBy(2));
        ApiKey hot = cached();
        ticker.advance(STALE.minus(FRESH.dividedBy(2)).minus(MOMENT));
        store.failWith(new KeyStoreException("down"));
        assertKnown(hot);
        ScriptedStore.Gate gate = gate(hot);
        ticker.advance(Duration.ofMillis(101));
        assertKnown(hot);
        gate.awaitReached();

        assertOverloaded(cache.find(old.digest()));

        assertThat(listener.overloads).hasValue(1);
    }

    @Test
    void hungLoadsOfInventedKeysNeitherBlockNorDiscreditKnownOnes() throws Exception {
        cache(NARROW);
        ApiKey key = cached();
        KeyDigest invented = TestKeys.digest(1);
        ScriptedStore.Gate gate = gate(invented);
        Asking hanging = asking(cache, invented);
        gate.awaitReached();
        Asking queueing = asking(cache, TestKeys.digest(2));
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);
        store.put(revoked);
        ticker.advance(FRESH);

        assertKnown(revoked);

        assertThat(hanging.future()).isNotDone();
        assertThat(queueing.future()).isNotDone();
        assertThat(listener.stale).hasValue(0);
    }

    @Test
    void timeOutsOfInventedKeysDoNotMakeKnownOnesStale() throws Exception {
        ApiKey key = cached();
        KeyDigest invented = TestKeys.digest(1);
        hang(invented);
        assertFailed(find(invented));
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);
        store.put(revoked);
        ticker.advance(FRESH.minus(PATIENT));

        assertKnown(revoked);
    }

    @Test
    void aLoadThatIsOverdueIsNotWaitedForAgain() throws Exception {
        KeyDigest digest = TestKeys.digest(1);
        hang(digest);

        for (int i = 0; i < 1000; i++) {
            assertFailed(find(digest));
        }

        assertThat(store.finds).hasValue(1);
    }

    @Test
    void noRequestWaitsLongerThanLoadTimeout() {
        gateForAll();
        try (CachedKeyStore<String> real =
                new CachedKeyStore<>(store, SETTINGS.withLoadTimeout(MOMENT), ApiKey::id, listener)) {
            for (int i = 0; i < 100; i++) {
                assertThat(real.find(TestKeys.digest(i)).await()).isInstanceOf(Lookup.Unavailable.class);
            }
            assertFailed(real.find(TestKeys.digest(0)).await());
            awaitFinds(SETTINGS.maxConcurrentLoads() / 2);
        }
    }

    @Test
    void aLateAnswerIsStillOfUse() throws Exception {
        ApiKey key = stored();
        Hung hung = hang(key.digest());
        assertFailed(find(key));
        assertThat(cache.health().available()).isFalse();

        hung.gate().open();

        assertKnown(hung.asking().answer(), key);
        assertKnown(key);
        assertThat(store.finds).hasValue(1);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void anInterruptedRequestIsUnavailableAndStaysInterrupted() {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);

        Thread.currentThread().interrupt();
        Lookup<String> lookup = find(key);

        assertThat(Thread.interrupted()).isTrue();
        assertOverloaded(lookup);
        gate.open();
        assertKnown(key);
    }

    @Test
    void aRequestThatIsInterruptedWhileItQueuesEndsNobodyElsesWait() throws Exception {
        cache(NARROW);
        KeyDigest slow = TestKeys.digest(1);
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(slow);
        asking(cache, slow);
        gate.awaitReached();
        Asking queueing = asking(key);
        Asking joining = asking(key);

        queueing.thread().interrupt();
        assertOverloaded(queueing.answer());
        assertThat(joining.future()).as("waits on").isNotDone();

        gate.open();
        assertKnown(joining.answer(), key);
        assertKnown(key);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void onceClosedItAnswersWhatItHasAndStartsNothing() {
        ApiKey key = cached();
        cache.close();

        assertKnown(key);
        assertOverloaded(find(TestKeys.digest(1)));
        assertThat(store.closed).isTrue();
        ticker.advance(FRESH);
        for (int i = 0; i < SETTINGS.maxConcurrentLoads() + 1; i++) {
            assertOverloaded(find(key));
        }
    }

    @Test
    void itsThreadsEndWhenItIsClosed() {
        StartedThreads threads = StartedThreads.of("keystile-load-");
        KeyDigest digest = TestKeys.digest(1);
        ScriptedStore.Gate gate = gate(digest);
        try (CachedKeyStore<String> real = new CachedKeyStore<>(store, SETTINGS, ApiKey::id, listener)) {
            assertThat(real.find(digest)).isInstanceOf(Lookup.Loading.class);
            assertThat(threads.alive())
                    .allMatch(Thread::isDaemon)
                    .extracting(Thread::getName)
                    .contains("keystile-load-1", "keystile-load-timer");
        }

        gate.open();
        threads.awaitEnd();
    }
}
