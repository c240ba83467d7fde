package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a slow source said of digests, remembered for {@code negative-for}. Bounded; thread-safe.
 *
 * @param <V> the type of what is remembered
 */
public final class RecentDigests<V> {

    private final Cache<KeyDigest, V> digests;

    /** An empty memory with the bounds of a cache. */
    public RecentDigests(CacheSettings settings) {
        this(settings, System::nanoTime);
    }

    RecentDigests(CacheSettings settings, LongSupplier ticker) {
        digests = Caffeine.newBuilder()
                .maximumSize(settings.maxNegative())
                .expireAfterWrite(settings.negativeFor())
                .ticker(ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers what was said of a digest. */
    public void put(KeyDigest digest, V value) {
        digests.put(digest, value);
    }

    /** What was said of a digest; null if that is not remembered. */
    public @Nullable V get(KeyDigest digest) {
        return digests.getIfPresent(digest);
    }
}
