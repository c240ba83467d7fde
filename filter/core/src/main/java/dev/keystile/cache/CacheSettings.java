package dev.keystile.cache;

import java.time.Duration;

/**
 * The bounds of a {@link CachedKeyStore}.
 *
 * @param freshFor the longest a revoked key still passes while the store answers
 * @param staleFor the longest while it does not; zero never to serve what is not fresh
 * @param negativeFor how long an unknown key is taken for unknown without asking again
 * @param maxKeys known keys held at most
 * @param maxNegative unknown digests held at most
 * @param loadTimeout how long a request waits for the store at most
 * @param maxConcurrentLoads threads that a slow store occupies at most; half of them are kept for known keys
 * @param maxWaiting requests that wait for the store at most, others are refused with 503; half of them are kept for known
 *     keys
 */
public record CacheSettings(
        Duration freshFor,
        Duration staleFor,
        Duration negativeFor,
        int maxKeys,
        int maxNegative,
        Duration loadTimeout,
        int maxConcurrentLoads,
        int maxWaiting) {

    /** What holds where nothing is configured. */
    public static final CacheSettings DEFAULT = new CacheSettings(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            100_000,
            50_000,
            Duration.ofSeconds(2),
            32,
            10_000);

    /** @throws IllegalArgumentException if a bound is out of range; the message names the setting */
    public CacheSettings {
        require(isPositive(freshFor), "fresh-for", freshFor, "longer than 0");
        require(
                staleFor.isZero() || staleFor.compareTo(freshFor) >= 0,
                "stale-for",
                staleFor,
                "0s, or at least fresh-for");
        require(!negativeFor.isNegative(), "negative-for", negativeFor, "0s or longer");
        require(maxKeys >= 1, "max-keys", maxKeys, "at least 1");
        require(maxNegative >= 0, "max-negative", maxNegative, "at least 0");
        require(isPositive(loadTimeout), "load-timeout", loadTimeout, "longer than 0");
        require(maxConcurrentLoads >= 2, "max-concurrent-loads", maxConcurrentLoads, "at least 2");
        require(maxWaiting >= 2, "max-waiting", maxWaiting, "at least 2");
    }

    /** These bounds with another {@code freshFor}. */
    public CacheSettings withFreshFor(Duration duration) {
        return new CacheSettings(
                duration, staleFor, negativeFor, maxKeys, maxNegative, loadTimeout, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code staleFor}. */
    public CacheSettings withStaleFor(Duration duration) {
        return new CacheSettings(
                freshFor, duration, negativeFor, maxKeys, maxNegative, loadTimeout, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code negativeFor}. */
    public CacheSettings withNegativeFor(Duration duration) {
        return new CacheSettings(
                freshFor, staleFor, duration, maxKeys, maxNegative, loadTimeout, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code maxKeys}. */
    public CacheSettings withMaxKeys(int keys) {
        return new CacheSettings(
                freshFor, staleFor, negativeFor, keys, maxNegative, loadTimeout, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code maxNegative}. */
    public CacheSettings withMaxNegative(int digests) {
        return new CacheSettings(
                freshFor, staleFor, negativeFor, maxKeys, digests, loadTimeout, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code loadTimeout}. */
    public CacheSettings withLoadTimeout(Duration duration) {
        return new CacheSettings(
                freshFor, staleFor, negativeFor, maxKeys, maxNegative, duration, maxConcurrentLoads, maxWaiting);
    }

    /** These bounds with another {@code maxConcurrentLoads}. */
    public CacheSettings withMaxConcurrentLoads(int threads) {
        return new CacheSettings(
                freshFor, staleFor, negativeFor, maxKeys, maxNegative, loadTimeout, threads, maxWaiting);
    }

    /** These bounds with another {@code maxWaiting}. */
    public CacheSettings withMaxWaiting(int requests) {
        return new CacheSettings(
                freshFor, staleFor, negativeFor, maxKeys, maxNegative, loadTimeout, maxConcurrentLoads, requests);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean holds, String name, Object value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("cache." + name + " is " + value + "; it must be " + right);
        }
    }
}
