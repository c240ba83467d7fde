package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CachedKeyStoreChangesTest extends CacheFixture {

    @Test
    void aReportedChangeIsSeenByTheNextRequest() {
        ApiKey key = cached();
        ApiKey revoked = revokeAndReport(key);

        assertKnown(revoked);
    }

    @Test
    void aKeyMadeAfterAMissWorksAtOnceWhenItsMakingIsReported() {
        ApiKey key = TestKeys.newRecord();
        assertUnknown(find(key));
        store.put(key);
        store.changes.changed(key.digest());

        assertKnown(key);
    }

    @Test
    void aLoadThatWasUnderWayAtTheChangeIsNeitherJoinedNorKept() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        ApiKey revoked = revokeAndReport(key);

        assertKnown(revoked);
        gate.open();
        assertKnown(before.result(), key);

        assertKnown(revoked);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aLoadFromBeforeTheChangeIsNotTheResultOfTheLoadAfterIt() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        ApiKey revoked = revokeAndReport(key);
        ScriptedStore.Gate second = gate(key);
        LookupThread after = startLookup(key);
        second.awaitReached();
        gate.open();
        assertKnown(before.result(), key);

        LookupThread later = startLookup(key);
        assertThat(later.future()).isNotDone();
        second.open();

        assertKnown(after.result(), revoked);
        assertKnown(later.result(), revoked);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void aRefreshThatWasUnderWayAtTheChangeIsNotKept() throws Exception {
        ApiKey key = cached();
        ScriptedStore.Gate gate = gate(key);
        ticker.advance(FRESH.minus(MOMENT));
        assertKnown(key);
        gate.awaitReached();
        store.recover();
        ApiKey revoked = revokeAndReport(key);
        gate.open();
        awaitLoads(2);

        assertKnown(revoked);
    }

    @Test
    void aMissThatWasUnderWayWhenTheKeyWasMadeIsNotKept() throws Exception {
        ApiKey key = TestKeys.newRecord();
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        store.put(key);
        store.changes.changed(key.digest());
        gate.open();
        assertUnknown(before.result());

        assertKnown(key);
    }

    @Test
    void whenAnythingMayHaveChangedEverythingIsLookedUpAgain() {
        ApiKey key = cached();
        KeyDigest nobody = TestKeys.digest(1);
        assertUnknown(find(nobody));
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);
        store.put(revoked);

        store.changes.anythingChanged();

        assertKnown(revoked);
        assertUnknown(find(nobody));
        assertThat(store.finds).hasValue(4);
        assertKnown(revoked);
        assertThat(store.finds).as("fresh again").hasValue(4);
    }

    @Test
    void whenAnythingMayHaveChangedLoadsUnderWayAreNotJoined() throws Exception {
        ApiKey key = stored();
        ScriptedStore.Gate gate = gate(key);
        LookupThread before = startLookup(key);
        gate.awaitReached();
        store.recover();
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);
        store.put(revoked);
        store.changes.anythingChanged();

        assertKnown(revoked);
        gate.open();
        assertKnown(before.result(), key);
        assertKnown(revoked);
        assertThat(store.finds).hasValue(2);
    }

    @Test
    void whenAnythingMayHaveChangedAndTheStoreFailsKnownKeysStillPass() {
        ApiKey key = cached();
        store.changes.anythingChanged();
        store.failWith(new KeyStoreException("down"));

        assertKnown(key);
        assertThat(listener.stale).hasValue(1);
    }

    /** A writer that reports after each change; no reader may see a state that was over before its look-up. */
    @Test
    void noRequestSeesWhatAReportedChangeEndedBefore() throws Exception {
        ApiKey key = TestKeys.newRecord();
        AtomicBoolean stop = new AtomicBoolean();
        long[] version = {0};
        Object lock = new Object();
        store.put(version(key, 0));
        ExecutorService readers = Executors.newFixedThreadPool(3);
        Future<?>[] reading = new Future<?>[3];
        for (int i = 0; i < reading.length; i++) {
            reading[i] = readers.submit(() -> {
                while (!stop.get()) {
                    long atLeast;
                    synchronized (lock) {
                        atLeast = version[0];
                    }
                    Lookup.Known<?> known = (Lookup.Known<?>) find(key);
                    assertThat(known.record().createdAt().toEpochMilli()).isGreaterThanOrEqualTo(atLeast);
                }
            });
        }
        for (long v = 1; v <= 3000; v++) {
            store.put(version(key, v));
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                store.changes.anythingChanged();
            } else {
                store.changes.changed(key.digest());
            }
            synchronized (lock) {
                version[0] = v;
            }
        }
        stop.set(true);
        for (Future<?> reader : reading) {
            reader.get();
        }
        readers.shutdown();
    }

    private static ApiKey version(ApiKey key, long version) {
        return new ApiKey(
                key.id(),
                key.type(),
                key.project(),
                key.name(),
                key.digest(),
                null,
                key.scopes(),
                key.restrictions(),
                Instant.ofEpochMilli(version),
                null,
                null);
    }

    private ApiKey revokeAndReport(ApiKey key) {
        ApiKey revoked = key.revokedAt(TestKeys.CREATED);
        store.put(revoked);
        store.changes.changed(key.digest());
        return revoked;
    }
}
