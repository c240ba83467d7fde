package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the cache holds: known keys and unknown digests, each bounded. Knows neither the requests that read it nor the
 * loader that fills it. Thread-safe; times are ticks of the caller's clock.
 */
final class CacheEntries<P> {

    final Lookup<P> noSuchKey = new Lookup.Unknown<>();

    private final long freshNanos;
    private final long staleNanos;
    private final long negativeNanos;
    private final Cache<KeyDigest, CacheEntry<P>> known;
    private final Cache<KeyDigest, Miss> unknown;

    /** What was loaded in an earlier epoch is not fresh, whatever its age. */
    private final AtomicInteger epoch = new AtomicInteger();

    private record Miss(long startedAt, int epoch) {}

    CacheEntries(CacheSettings settings) {
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
    }

    /** The entry of a known key, however old; null if there is none. */
    @Nullable
    CacheEntry<P> known(KeyDigest digest) {
        return known.getIfPresent(digest);
    }

    /** Whether an entry may be used without asking the store. */
    boolean isFresh(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < freshNanos && entry.epoch() == epoch.get();
    }

    /** Whether an entry may be used while the store fails. */
    boolean isUsable(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < staleNanos;
    }

    boolean isUnknown(KeyDigest digest, long now) {
        Miss miss = unknown.getIfPresent(digest);
        return miss != null && miss.epoch == epoch.get() && now - miss.startedAt < negativeNanos;
    }

    /** What holds for a digest without asking the store; null if the store has to be asked. */
    @Nullable
    Lookup<P> fresh(KeyDigest digest, long now) {
        CacheEntry<P> entry = known.getIfPresent(digest);
        if (entry != null) {
            return isFresh(entry, now) ? entry : null;
        }
        return isUnknown(digest, now) ? noSuchKey : null;
    }

    void keep(CacheEntry<P> entry) {
        known.put(entry.record().digest(), entry);
        unknown.invalidate(entry.record().digest());
    }

    /**
     * Keeps that there is no such key.
     *
     * @param startedAt when the load that says so began
     * @param loadEpoch the epoch when that load was asked for
     */
    void keepUnknown(KeyDigest digest, long startedAt, int loadEpoch) {
        known.invalidate(digest);
        unknown.put(digest, new Miss(startedAt, loadEpoch));
    }

    void remove(KeyDigest digest) {
        known.invalidate(digest);
        unknown.invalidate(digest);
    }

    int epoch() {
        return epoch.get();
    }

    /** From now on nothing that is held is fresh, and nothing that a load brings which was asked for before. */
    void outdateAll() {
        epoch.incrementAndGet();
    }

    long size() {
        return known.estimatedSize();
    }

    long negativeSize() {
        return unknown.estimatedSize();
    }
}
