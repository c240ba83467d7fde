package dev.keystile.cache;

import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that responds, hangs or fails as a test says, and counts the look-ups. */
final class ScriptedStore implements ApiKeyStore {

    final AtomicInteger finds = new AtomicInteger();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostRunning = new AtomicInteger();
    volatile KeyChanges changes;
    volatile boolean closed;

    private final Map<KeyDigest, ApiKey> records = new ConcurrentHashMap<>();
    private final Map<KeyDigest, Gate> gates = new ConcurrentHashMap<>();
    private volatile Gate gateForAll;
    private volatile Throwable failure;

    void put(ApiKey record) {
        records.put(record.digest(), record);
    }

    void remove(ApiKey record) {
        records.remove(record.digest());
    }

    /** The store responds to a look-up of {@code digest} with this record, whatever digest the record has. */
    void mixUp(KeyDigest digest, ApiKey record) {
        records.put(digest, record);
    }

    void failWith(Throwable thrown) {
        failure = thrown;
    }

    void recover() {
        failure = null;
        gateForAll = null;
        gates.clear();
    }

    /** From now on, look-ups of this digest read what is there and then hang until the gate is opened. */
    Gate gate(KeyDigest digest) {
        Gate gate = new Gate();
        gates.put(digest, gate);
        return gate;
    }

    Gate gateForAll() {
        gateForAll = new Gate();
        return gateForAll;
    }

    @Override
    public ApiKey find(KeyDigest digest) throws KeyStoreException {
        finds.incrementAndGet();
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            ApiKey record = records.get(digest);
            Throwable thrown = failure;
            Gate gate = gates.getOrDefault(digest, gateForAll);
            if (gate != null) {
                gate.pass();
            }
            if (thrown != null) {
                throw sneaky(thrown);
            }
            return record;
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public void subscribe(KeyChanges listener) {
        changes = listener;
    }

    @Override
    public void close() {
        closed = true;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Where look-ups hang. */
    static final class Gate {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void open() {
            open.countDown();
        }

        void awaitReached() throws InterruptedException {
            if (!reached.await(TestTimeout.SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the store got no look-up");
            }
        }

        private void pass() {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
