package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache: known keys and unknown digests, each bounded. Thread-safe; times are ticks of the caller's
 * clock.
 */
final class CacheEntries<P> {

    final Lookup<P> noSuchKey = new Lookup.Unknown<>();

    /** An entry that a change has overtaken is not fresh, at any age: the entry has to be loaded again. */
    final ChangeHistory changes = new ChangeHistory();

    private final long freshNanos;
    private final long staleNanos;
    private final long negativeNanos;
    private final Cache<KeyDigest, CacheEntry<P>> known;
    private final Cache<KeyDigest, Miss> unknown;

    private record Miss(long startedAt, long sequence) {}

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

    /** Whether an entry may be used without a load. */
    boolean isFresh(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < freshNanos && !changes.isOvertaken(entry.sequence(), entry.account());
    }

    /** Whether what was found is an entry that was not fresh at this time, or that a change has overtaken. */
    boolean isTooOld(Lookup<P> found, long time) {
        return found instanceof CacheEntry<P> entry && !isFresh(entry, time);
    }

    /** Whether a load was created before a change; the account of a key that is not cached is not known. */
    boolean isOvertaken(InFlightLoad<P> load) {
        CacheEntry<P> entry = known.getIfPresent(load.digest);
        return changes.isOvertaken(load.sequence, entry == null ? null : entry.account());
    }

    /**
     * Whether an entry may be used while the store fails. A change of the account may be a suspension, which must not be
     * forgotten in an outage, as a revocation is not.
     */
    boolean isUsable(CacheEntry<P> entry, long now) {
        return now - entry.startedAt() < staleNanos
                && entry.sequence() >= entry.account().changedAt();
    }

    boolean isUnknown(KeyDigest digest, long now) {
        Miss miss = unknown.getIfPresent(digest);
        return miss != null && !changes.isOvertaken(miss.sequence, null) && now - miss.startedAt < negativeNanos;
    }

    /** The lookup of a digest that is cached and fresh; null if the key has to be loaded. */
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
     * Caches that there is no such key.
     *
     * @param startedAt when the load began
     * @param sequence the number of the last change when the load was created
     */
    void keepUnknown(KeyDigest digest, long startedAt, long sequence) {
        known.invalidate(digest);
        unknown.put(digest, new Miss(startedAt, sequence));
    }

    void remove(KeyDigest digest) {
        known.invalidate(digest);
        unknown.invalidate(digest);
    }

    long size() {
        return known.estimatedSize();
    }

    long negativeSize() {
        return unknown.estimatedSize();
    }
}
