package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store behind a cache: answers what it knows without waiting, asks the store once per digest at a
 * time, and holds on to what it knows while the store fails.
 *
 * @param <P> what is made of a record once per load, such as an identity
 */
public final class CachedKeyStore<P> implements KeyChanges, AutoCloseable {

    private final ApiKeyStore store;
    private final CacheListener listener;
    private final LongSupplier ticker;

    private final long freshNanos;
    private final long staleNanos;
    private final long negativeNanos;

    private final Cache<KeyDigest, CacheEntry<P>> known;
    private final Cache<KeyDigest, Miss> unknown;
    private final KeyLoader<P> loads;

    private record Miss(long startedAt, int epoch) {}

    /** A cache in front of {@code store}, which it subscribes to and closes. */
    public CachedKeyStore(
            ApiKeyStore store, CacheSettings settings, Function<KeyRecord, P> principals, CacheListener listener) {
        this(store, settings, principals, listener, System::nanoTime);
    }

    CachedKeyStore(
            ApiKeyStore store,
            CacheSettings settings,
            Function<KeyRecord, P> principals,
            CacheListener listener,
            LongSupplier ticker) {
        this.store = store;
        this.listener = GuardedCacheListener.of(listener);
        this.ticker = ticker;
        freshNanos = settings.freshFor().toNanos();
        staleNanos = settings.staleFor().toNanos();
        negativeNanos = settings.negativeFor().toNanos();
        known = Caffeine.newBuilder()
                .maximumSize(settings.maxKeys())
                .executor(Runnable::run)
                .build();
        unknown = Caffeine.newBuilder()
                .maximumSize(settings.maxNegative())
                .executor(Runnable::run)
                .build();
        loads = new KeyLoader<>(store, settings, principals, this.listener, ticker, new Answers());
        store.subscribe(this);
    }

    /** Asks for a key. Waits for the store at most {@code load-timeout}, and not at all for what is fresh. */
    public Lookup<P> find(KeyDigest digest) {
        long now = ticker.getAsLong();
        CacheEntry<P> entry = known.getIfPresent(digest);
        if (entry != null) {
            return findKnown(digest, entry, now);
        }
        if (isUnknown(digest, now)) {
            listener.hit();
            return loads.noSuchKey;
        }
        return await(digest, loads.firstLoads, null, now);
    }

    private Lookup<P> findKnown(KeyDigest digest, CacheEntry<P> entry, long now) {
        if (isFresh(entry, now)) {
            if (now - entry.refreshAt() >= 0) {
                loads.refresh(digest, now);
            }
            listener.hit();
            return entry;
        }
        if (!isUsable(entry, now)) {
            return await(digest, loads.reloads, null, now);
        }
        if (loads.reloads.isKnownToFail(now)) {
            loads.refresh(digest, now);
            listener.stale();
            return entry;
        }
        return await(digest, loads.reloads, entry, now);
    }

    private boolean isFresh(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < freshNanos && entry.epoch() == loads.epoch();
    }

    /** Whether it may be used while the store fails. */
    private boolean isUsable(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < staleNanos;
    }

    private boolean isUnknown(KeyDigest digest, long now) {
        Miss miss = unknown.getIfPresent(digest);
        return miss != null && miss.epoch == loads.epoch() && now - miss.startedAt < negativeNanos;
    }

    private Lookup<P> await(KeyDigest digest, LoadBulkhead bulkhead, @Nullable CacheEntry<P> old, long now) {
        listener.miss();
        if (!bulkhead.enter(now)) {
            listener.overloaded();
            return loads.overloaded;
        }
        try {
            Lookup<P> answer = loads.load(digest, bulkhead, now);
            long then = ticker.getAsLong();
            boolean storeFails = answer == loads.failed || (answer == loads.overloaded && bulkhead.isStuck(then));
            if (storeFails && old != null && isUsable(old, then)) {
                listener.stale();
                return old;
            }
            if (answer == loads.overloaded) {
                listener.overloaded();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return loads.overloaded;
        } finally {
            bulkhead.leave();
        }
    }

    /** The two caches, which an answer changes together. */
    private final class Answers implements KeyLoader.Answers<P> {
        @Override
        public @Nullable Lookup<P> fresh(KeyDigest digest, long now) {
            CacheEntry<P> entry = known.getIfPresent(digest);
            if (entry != null) {
                return isFresh(entry, now) ? entry : null;
            }
            return isUnknown(digest, now) ? loads.noSuchKey : null;
        }

        @Override
        public void keep(CacheEntry<P> entry) {
            known.put(entry.record().digest(), entry);
            unknown.invalidate(entry.record().digest());
        }

        @Override
        public void keepUnknown(KeyDigest digest, long startedAt, int epoch) {
            known.invalidate(digest);
            unknown.put(digest, new Miss(startedAt, epoch));
        }
    }

    @Override
    public void changed(KeyDigest digest) {
        loads.outdate(digest);
        known.invalidate(digest);
        unknown.invalidate(digest);
    }

    @Override
    public void anythingChanged() {
        loads.outdateAll();
    }

    /** Whether the store answers, and how long ago it last did. */
    public StoreHealth health() {
        Long last = loads.answeredAt();
        return new StoreHealth(
                !loads.reloads.isFailing() && !loads.firstLoads.isFailing(),
                last == null ? null : Duration.ofNanos(ticker.getAsLong() - last),
                store.feed(),
                store.problem());
    }

    /** How many known keys are held, more or less. */
    public long size() {
        return known.estimatedSize();
    }

    /** How many unknown digests are held, more or less. */
    public long negativeSize() {
        return unknown.estimatedSize();
    }

    /** Ends the loading threads and closes the store. */
    @Override
    public void close() {
        loads.close();
        store.close();
    }
}
