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

    /** So short that a failure is no longer believed when the time of a load is up. */
    private static final Duration SHORT = PATIENT.dividedBy(4);

    @Test
    void aSlowStoreOccupiesNoMoreThreadsThanAllowed() throws Exception {
        cache(SETTINGS.withMaxConcurrentLoads(8));
        ScriptedStore.Gate gate = gateForAll();
        List<LookupThread> lookups = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lookups.add(startLookup(cache, TestKeys.digest(i)));
        }
        await().pollInterval(MOMENT).until(() -> store.running.get() == 4);

        gate.open();
        for (LookupThread lookup : lookups) {
            assertUnknown(lookup.result());
        }
        assertThat(store.mostRunning).hasValue(4);
    }

    @Test
    void whoFindsNoRoomInTimeIsTurnedAwayAndTheStoreNotBlamed() throws Exception {
        cache(NARROW);
        KeyDigest slow = TestKeys.digest(1);
        ScriptedStore.Gate gate = gate(slow);
        LookupThread thread = startLookup(cache, slow);
        gate.awaitReached();

        LookupThread queueing = startLookup(cache, TestKeys.digest(2));

        timer.expireAll();

        assertOverloaded(queueing.result());
        assertOverloaded(thread.result());
        assertThat(listener.overloads).hasValue(2);
        assertThat(store.finds).hasValue(1);
        assertThat(cache.health().available()).isTrue();
    }

    @Test
    void aFullBulkheadOfLoadsThatAreNotOverdueYieldsNoStaleKey() throws Exception {
        cache(NARROW);
        ApiKey slow = cached();
        ApiKey waiting = cached();
        ScriptedStore.Gate gate = gate(slow);
        ticker.advance(FRESH);
        LookupThread first = startLookup(slow);
        gate.awaitReached();
        LookupThread second = startLookup(waiting);

        assertThat(second.future()).isNotDone();
        second.thread().interrupt();
        assertOverloaded(second.result());
        assertThat(listener.stale).hasValue(0);
        gate.open();
        assertKnown(first.result(), slow);
    }

    @Test
    void aStoreThatLeavesNoRoomForALoadIsAFailingStore() {
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
    void whoQueuedInVainWhileEveryLoadHungGetsTheCachedKey() throws Exception {
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
        startLookup(hanging);
        gate.awaitReached();
        overdue.set(true);
        LookupThread queueing = startLookup(other);

        timer.expireAll();

        assertKnown(queueing.result(), other);
    }

    @Test
    void whoQueuedInVainWhileTheStoreFailedGetsTheCachedKeyThoughTheFailureIsNoLongerBelieved() throws Exception {
        cache(NARROW.withFreshFor(SHORT));
        ApiKey failing = cached();
        ApiKey queueing = cached();
        ticker.advance(SHORT);
        store.failWith(new KeyStoreException("down"));
        Hung queued = hangBehind(failing, queueing);
        ticker.advance(SHORT);

        timer.expireAll();

        assertKnown(queued.lookup().result(), queueing);
        assertThat(listener.stale).hasValue(2);
        assertThat(listener.overloads).hasValue(0);
    }

    @Test
    void whoQueuedInVainSinceAnOutageThatHasEndedGetsTheCachedKey() throws Exception {
        cache(NARROW.withFreshFor(SHORT));
        ApiKey loaded = cached();
        ApiKey queueing = cached();
        ticker.advance(SHORT);
        store.failWith(new KeyStoreException("down"));
        assertKnown(loaded);
        ticker.advance(SHORT);
        store.recover();
        Hung queued = hangBehind(loaded, queueing);
        assertThat(cache.health().available()).isTrue();

        timer.expireAll();

        assertKnown(queued.lookup().result(), queueing);
        assertThat(listener.stale).hasValue(2);
        assertThat(listener.overloads).hasValue(0);
    }

    @Test
    void aFailureLongAgoIsNoReasonToLetThoseWhoQueuedInVainPass() throws Exception {
        cache(NARROW.withFreshFor(SHORT));
        ApiKey loading = cached();
        ApiKey queueing = cached();
        ticker.advance(SHORT);
        store.failWith(new KeyStoreException("down"));
        assertKnown(loading);
        store.recover();
        ticker.advance(SHORT.plus(PATIENT));
        ScriptedStore.Gate gate = gate(loading);
        startLookup(loading);
        gate.awaitReached();
        LookupThread queued = startLookup(queueing);

        timer.expireAll();

        assertOverloaded(queued.result());
    }

    @Test
    void aKeyThatChangesWhileItsRequestQueuesInAnOutageDoesNotPassAsItWas() throws Exception {
        cache(NARROW);
        ApiKey failing = cached();
        ApiKey revoked = cached();
        ticker.advance(FRESH);
        store.failWith(new KeyStoreException("down"));
        Hung queued = hangBehind(failing, revoked);

        cache.changed(revoked.digest());
        queued.gate().open();

        assertFailed(queued.lookup().result());
    }

    /** Has a request queue behind the load of another key; that load ends, and the load of the request hangs. */
    private Hung hangBehind(ApiKey first, ApiKey second) throws Exception {
        ScriptedStore.Gate ahead = gate(first);
        ScriptedStore.Gate behind = gate(second);
        LookupThread loading = startLookup(first);
        ahead.awaitReached();
        LookupThread queued = startLookup(second);
        ahead.open();
        assertKnown(loading.result(), first);
        behind.awaitReached();
        return new Hung(behind, queued);
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
        LookupThread hanging = startLookup(cache, invented);
        gate.awaitReached();
        LookupThread queueing = startLookup(cache, TestKeys.digest(2));
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
    void aLateResultIsStillOfUse() throws Exception {
        ApiKey key = stored();
        Hung hung = hang(key.digest());
        assertFailed(find(key));
        assertThat(cache.health().available()).isFalse();

        hung.gate().open();

        assertKnown(hung.lookup().result(), key);
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
        startLookup(cache, slow);
        gate.awaitReached();
        LookupThread queueing = startLookup(key);
        LookupThread joining = startLookup(key);

        queueing.thread().interrupt();
        assertOverloaded(queueing.result());
        assertThat(joining.future()).as("waits on").isNotDone();

        gate.open();
        assertKnown(joining.result(), key);
        assertKnown(key);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aClosedCacheStillHasItsKeysAndStartsNoLoad() {
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
