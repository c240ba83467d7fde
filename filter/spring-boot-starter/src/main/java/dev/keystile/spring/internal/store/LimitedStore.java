package dev.keystile.spring.internal.store;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store on a pool that the application shares: takes a part of its connections at most, so that a flood of keys leaves the
 * others to the application. Who gets none in time gets what an outage gives.
 */
public final class LimitedStore implements ApiKeyStore {

    private final ApiKeyStore store;
    private final int limit;
    private final Duration timeout;
    private final Semaphore connections;

    /**
     * A store with a limit.
     *
     * @param limit how many connections are taken at once, at most
     * @param timeout how long a look-up waits for one of them
     */
    public LimitedStore(ApiKeyStore store, int limit, Duration timeout) {
        this.store = store;
        this.limit = limit;
        this.timeout = timeout;
        this.connections = new Semaphore(limit);
    }

    @Override
    public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
        enter();
        try {
            return store.find(digest);
        } finally {
            connections.release();
        }
    }

    private void enter() throws KeyStoreException {
        try {
            if (!connections.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KeyStoreException(
                        "the " + limit + " connections of the pool that keys may take are all in use");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyStoreException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {
        enter();
        try {
            store.recordUse(lastUses);
        } finally {
            connections.release();
        }
    }

    @Override
    public boolean recordsUse() {
        return store.recordsUse();
    }

    @Override
    public void subscribe(KeyChanges listener) {
        store.subscribe(listener);
    }

    @Override
    public FeedState feed() {
        return store.feed();
    }

    @Override
    public @Nullable String problem() {
        return store.problem();
    }

    @Override
    public void close() {
        store.close();
    }
}
