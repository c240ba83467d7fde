package dev.keystile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keystile.key.KeyDigest;
import java.util.function.LongSupplier;

/** Digests of keys that a slow source was found not to know, remembered for {@code negative-for}. Bounded; thread-safe. */
public final class UnknownDigests {

    private final Cache<KeyDigest, Boolean> digests;

    /** An empty memory with the bounds of a cache. */
    public UnknownDigests(CacheSettings settings) {
        this(settings, System::nanoTime);
    }

    UnknownDigests(CacheSettings settings, LongSupplier ticker) {
        digests = Caffeine.newBuilder()
                .maximumSize(settings.maxNegative())
                .expireAfterWrite(settings.negativeFor())
                .ticker(ticker::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Remembers a digest. */
    public void add(KeyDigest digest) {
        digests.put(digest, Boolean.TRUE);
    }

    /** Whether a digest is remembered. */
    public boolean contains(KeyDigest digest) {
        return digests.getIfPresent(digest) != null;
    }
}
