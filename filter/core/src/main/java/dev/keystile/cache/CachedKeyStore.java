package dev.keystile.cache;

import dev.keystile.async.Pending;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store behind a cache: returns what it knows at once, asks the store once per digest at a time, and holds on to what it
 * knows while the store fails. Thread-safe; {@link #find} never blocks.
 *
 * <pre>{@code
 * Lookup<Identity> lookup = keys.find(digest);
 * if (lookup instanceof Lookup.Pending<Identity> pending) {
 *     lookup = pending.await();
 * }
 * }</pre>
 *
 * <p>Requests use the loader, and both use the entries; neither calls back.
 *
 * @param <P> what is made of a record once per load, such as an identity
 */
public final class CachedKeyStore<P> implements KeyChanges, AutoCloseable {

    /**
     * How much longer than {@code load-timeout} a thread waits at most. The timer ends a wait, since only the timer's
     * verdict tells whether the store fails, and so whether an old entry may be used. This is for a timer that is late.
     */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ApiKeyStore store;
    private final CacheListener listener;
    private final LongSupplier ticker;
    private final Duration maxWait;
    private final CacheEntries<P> entries;
    private final KeyLoader<P> loads;

    /** A cache in front of {@code store}, which it subscribes to and closes. */
    public CachedKeyStore(
            ApiKeyStore store, CacheSettings settings, Function<KeyRecord, P> principals, CacheListener listener) {
        this(store, settings, principals, listener, System::nanoTime, LoaderThreads.timer());
    }

    CachedKeyStore(
            ApiKeyStore store,
            CacheSettings settings,
            Function<KeyRecord, P> principals,
            CacheListener listener,
            LongSupplier ticker,
            ScheduledExecutorService timer) {
        this.store = store;
        this.listener = GuardedCacheListener.of(listener);
        this.ticker = ticker;
        maxWait = settings.loadTimeout().plus(GRACE);
        entries = new CacheEntries<>(settings);
        loads = new KeyLoader<>(store, settings, principals, this.listener, ticker, entries, timer);
        store.subscribe(this);
    }

    /**
     * Looks a key up: at once where the cache can tell or too many wait already, else pending until the store answers, at
     * most for {@code load-timeout}.
     */
    public Lookup<P> find(KeyDigest digest) {
        long now = ticker.getAsLong();
        CacheEntry<P> entry = entries.known(digest);
        if (entry != null) {
            return findKnown(digest, entry, now);
        }
        if (entries.isUnknown(digest, now)) {
            listener.hit();
            return entries.noSuchKey;
        }
        return load(digest, loads.firstLoads, null, now);
    }

    private Lookup<P> findKnown(KeyDigest digest, CacheEntry<P> entry, long now) {
        if (entries.isFresh(entry, now)) {
            if (now - entry.refreshAt() >= 0) {
                loads.refresh(digest, now);
            }
            listener.hit();
            return entry;
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
        if (!bulkhead.enter(now)) {
            listener.overloaded();
            return loads.overloaded;
        }
        CompletableFuture<Lookup<P>> result = loadAndLeave(digest, bulkhead, now);
        if (result.isDone()) {
            return result(result.join(), bulkhead, old);
        }
        return new Lookup.Pending<>(
                Pending.of(result, maxWait, loads.overloaded).map(answer -> result(answer, bulkhead, old)));
    }

    /** A request's place is free again before the request goes on, and also if nobody ever takes the result. */
    private CompletableFuture<Lookup<P>> loadAndLeave(KeyDigest digest, LoadBulkhead<P> bulkhead, long now) {
        try {
            return loads.load(digest, bulkhead, now).whenComplete((answer, failure) -> bulkhead.leave());
        } catch (RuntimeException | Error e) {
            bulkhead.leave();
            throw e;
        }
    }

    /** What a request gets when its load has ended or its time is up. */
    private Lookup<P> result(Lookup<P> answer, LoadBulkhead<P> bulkhead, @Nullable CacheEntry<P> old) {
        long now = ticker.getAsLong();
        boolean storeFails = answer == loads.failed || (answer == loads.overloaded && bulkhead.isStuck(now));
        if (storeFails && old != null && entries.isUsable(old, now)) {
            listener.stale();
            return old;
        }
        if (answer == loads.overloaded) {
            listener.overloaded();
        }
        return answer;
    }

    @Override
    public void changed(KeyDigest digest) {
        // The load first: it would put the old record back.
        loads.outdate(digest);
        entries.remove(digest);
    }

    @Override
    public void anythingChanged() {
        entries.outdateAll();
    }

    /** Whether the store answers, and how long ago it last did. */
    public StoreHealth health() {
        Long last = loads.answeredAt();
        return new StoreHealth(
                !loads.reloads.failures.isFailing() && !loads.firstLoads.failures.isFailing(),
                last == null ? null : Duration.ofNanos(ticker.getAsLong() - last),
                store.feed(),
                store.problem());
    }

    /** How many known keys are held, more or less. */
    public long size() {
        return entries.size();
    }

    /** How many unknown digests are held, more or less. */
    public long negativeSize() {
        return entries.negativeSize();
    }

    /** Ends what is pending as unavailable, ends the threads and closes the store. What is cached can still be found. */
    @Override
    public void close() {
        loads.close();
        store.close();
    }
}
