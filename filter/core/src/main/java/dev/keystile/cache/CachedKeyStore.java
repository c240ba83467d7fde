package dev.keystile.cache;

import dev.keystile.async.Pending;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store behind a cache: finds cached keys at once, reads the store once per digest at a time, and goes on with cached keys
 * while the store fails. Thread-safe; {@link #find} never blocks.
 *
 * <pre>{@code
 * Lookup<Identity> lookup = keys.find(digest);
 * if (lookup instanceof Lookup.Loading<Identity> loading) {
 *     lookup = loading.await();
 * }
 * }</pre>
 *
 * <p>This class decides what a request gets. {@link KeyLoader} fills {@link CacheEntries}, and knows no requests.
 *
 * @param <P> the principal that is made of a record once per load, such as an identity
 */
public final class CachedKeyStore<P> implements KeyChanges, AutoCloseable {

    /**
     * How much longer than {@code load-timeout} a thread waits at most. The timer of the loader ends a wait, since only the
     * timer tells whether the store fails, and so whether an old entry may be used. The grace is for a timer that is late.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ApiKeyStore store;
    private final CacheListener listener;
    private final LongSupplier ticker;
    private final Duration maxWait;
    private final CacheEntries<P> entries;
    private final StoreReader<P> reader;
    private final KeyLoader<P> loads;

    /** A cache in front of {@code store}, which it subscribes to and closes. */
    public CachedKeyStore(
            ApiKeyStore store, CacheSettings settings, Function<ApiKey, P> principals, CacheListener listener) {
        this(store, settings, principals, listener, System::nanoTime, LoaderThreads.timer());
    }

    CachedKeyStore(
            ApiKeyStore store,
            CacheSettings settings,
            Function<ApiKey, P> principals,
            CacheListener listener,
            LongSupplier ticker,
            ScheduledExecutorService timer) {
        this.store = store;
        this.listener = GuardedCacheListener.of(listener);
        this.ticker = ticker;
        maxWait = settings.loadTimeout().plus(GRACE);
        entries = new CacheEntries<>(settings);
        reader = new StoreReader<>(store, settings, principals, this.listener, ticker, entries);
        loads = new KeyLoader<>(reader, settings, ticker, entries, timer);
        store.subscribe(this);
    }

    /**
     * Looks a key up. The result is there at once if the key is cached or too many requests wait already; else the key is
     * loading, for {@code load-timeout} at most.
     */
    public Lookup<P> find(KeyDigest digest) {
        long now = ticker.getAsLong();
        CacheEntry<P> entry = entries.known(digest);
        if (entry != null) {
            return findKnown(digest, entry, now);
        }
        if (entries.isUnknown(digest, now)) {
            return unknown();
        }
        return load(digest, loads.firstLoads, null, now);
    }

    /**
     * Looks a key up without the store.
     *
     * @return null if the key is not cached, or no longer fresh
     */
    public @Nullable Lookup<P> findCached(KeyDigest digest) {
        long now = ticker.getAsLong();
        CacheEntry<P> entry = entries.known(digest);
        if (entry == null) {
            return entries.isUnknown(digest, now) ? unknown() : null;
        }
        return entries.isFresh(entry, now) ? fresh(digest, entry, now) : null;
    }

    private Lookup<P> unknown() {
        listener.hit();
        return entries.noSuchKey;
    }

    private Lookup<P> fresh(KeyDigest digest, CacheEntry<P> entry, long now) {
        if (now - entry.refreshAt() >= 0) {
            loads.refresh(digest, now);
        }
        listener.hit();
        return entry;
    }

    private Lookup<P> findKnown(KeyDigest digest, CacheEntry<P> entry, long now) {
        if (entries.isFresh(entry, now)) {
            return fresh(digest, entry, now);
        }
        if (!entries.isUsable(entry, now)) {
            return load(digest, loads.reloads, null, now);
        }
        if (loads.reloads.isKnownToFail(now)) {
            loads.refresh(digest, now);
            listener.stale();
            return entry;
        }
        return load(digest, loads.reloads, entry, now);
    }

    /** @param old an entry to use if the store fails; null if there is none */
    private Lookup<P> load(KeyDigest digest, LoadBulkhead<P> bulkhead, @Nullable CacheEntry<P> old, long now) {
        listener.miss();
        boolean failing = bulkhead.hasFailedLately(now);
        if (!bulkhead.enter(now)) {
            return result(loads.overloaded, bulkhead, failing, old);
        }
        CompletableFuture<Lookup<P>> result = loadAndLeave(digest, bulkhead, now);
        if (result.isDone()) {
            return result(result.join(), bulkhead, failing, old);
        }
        return new Lookup.Loading<>(
                Pending.of(result, maxWait, loads.overloaded).map(found -> result(found, bulkhead, failing, old)));
    }

    /** The request leaves the bulkhead before it goes on, and also if its result is never taken. */
    private CompletableFuture<Lookup<P>> loadAndLeave(KeyDigest digest, LoadBulkhead<P> bulkhead, long now) {
        try {
            return loads.load(digest, bulkhead, now).whenComplete((found, failure) -> bulkhead.leave());
        } catch (RuntimeException | Error e) {
            bulkhead.leave();
            throw e;
        }
    }

    /**
     * The result of a request whose load has ended or whose time is up.
     *
     * @param failing whether the store had failed lately when the request came
     */
    private Lookup<P> result(Lookup<P> found, LoadBulkhead<P> bulkhead, boolean failing, @Nullable CacheEntry<P> old) {
        long now = ticker.getAsLong();
        // A request that was not served gets a cached key, as one that the store has failed does, if the store fails
        // or failed when the request came. With a short fresh-for, a failure is no longer believed when the time of a
        // request is up.
        boolean storeFails =
                found == reader.failed || (found == loads.overloaded && (failing || bulkhead.hasFailedLately(now)));
        CacheEntry<P> usable = storeFails && old != null ? usable(old, now) : null;
        if (usable != null) {
            listener.stale();
            return usable;
        }
        if (found == loads.overloaded) {
            listener.overloaded();
        }
        return found;
    }

    /** What is cached in place of an entry by now: nothing, if a change of the key was reported meanwhile. */
    private @Nullable CacheEntry<P> usable(CacheEntry<P> old, long now) {
        CacheEntry<P> current = entries.known(old.record().digest());
        return current != null && entries.isUsable(current, now) ? current : null;
    }

    @Override
    public void changed(KeyDigest digest) {
        // The load first: a load that ends in between would cache the old record again.
        loads.outdate(digest);
        entries.remove(digest);
    }

    /** Has the keys of the account loaded again, and no others. Unknown digests stay unknown. */
    @Override
    public void accountChanged(String accountId) {
        entries.changes.accountChanged(accountId);
    }

    @Override
    public void anythingChanged() {
        entries.changes.allChanged();
    }

    /** The health of the store. */
    public StoreHealth health() {
        Long last = reader.lastResponseAt();
        return new StoreHealth(
                !loads.reloads.failures.isFailing() && !loads.firstLoads.failures.isFailing(),
                last == null ? null : Duration.ofNanos(ticker.getAsLong() - last),
                store.feed(),
                store.problem());
    }

    /** The approximate number of cached known keys. */
    public long size() {
        return entries.size();
    }

    /** The approximate number of cached unknown digests. */
    public long negativeSize() {
        return entries.negativeSize();
    }

    /** Ends loads as unavailable, ends the threads and closes the store. Cached keys can still be found. */
    @Override
    public void close() {
        loads.close();
        store.close();
    }
}
