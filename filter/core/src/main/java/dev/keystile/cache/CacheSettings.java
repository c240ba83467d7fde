package dev.keystile.cache;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.ValueTypes;
import java.time.Duration;

/**
 * The bounds of a {@link CachedKeyStore}.
 *
 * @param freshFor how long a revoked key still passes at most while the store works
 * @param staleFor how long a cached key passes at most while the store fails; zero for no key that is not fresh
 * @param negativeFor how long an unknown key is refused without another load
 * @param maxKeys the max number of cached known keys
 * @param maxNegative the max number of cached unknown digests
 * @param loadTimeout how long a request waits for the store at most
 * @param maxConcurrentLoads the max number of loads at once, each on a thread; half of them are reserved for known keys
 * @param maxWaiting the max number of requests that wait for the store, others are refused with 503; half of them are
 *     reserved for known keys
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

    /** {@code cache.fresh-for}. */
    public static final Setting<Duration> FRESH_FOR = Setting.of(
            "cache.fresh-for",
            ValueTypes.POSITIVE_DURATION,
            Duration.ofSeconds(30),
            "The longest time for which a revoked key still passes while the store responds.");

    /** {@code cache.stale-for}. */
    public static final Setting<Duration> STALE_FOR = Setting.of(
            "cache.stale-for",
            ValueTypes.DURATION,
            Duration.ofMinutes(10),
            "The longest time for which a cached key passes while the store does not respond; 0s, or at least fresh-for.");

    /** {@code cache.negative-for}. */
    public static final Setting<Duration> NEGATIVE_FOR = Setting.of(
            "cache.negative-for",
            ValueTypes.DURATION,
            Duration.ofSeconds(5),
            "How long an unknown key is refused without another look-up in the store.");

    /** {@code cache.max-keys}. */
    public static final Setting<Integer> MAX_KEYS = Setting.of(
            "cache.max-keys",
            ValueTypes.count(1, ValueTypes.MAX_COUNT),
            100_000,
            "How many known keys are cached at most.");

    /** {@code cache.max-negative}. */
    public static final Setting<Integer> MAX_NEGATIVE = Setting.of(
            "cache.max-negative",
            ValueTypes.count(0, ValueTypes.MAX_COUNT),
            50_000,
            "How many digests of unknown keys are cached at most.");

    /** {@code cache.load-timeout}. */
    public static final Setting<Duration> LOAD_TIMEOUT = Setting.of(
            "cache.load-timeout",
            ValueTypes.POSITIVE_DURATION,
            Duration.ofSeconds(2),
            "How long a request waits for the store at most.");

    /** {@code cache.max-concurrent-loads}. */
    public static final Setting<Integer> MAX_CONCURRENT_LOADS = Setting.of(
            "cache.max-concurrent-loads",
            ValueTypes.count(2, ValueTypes.MAX_COUNT),
            32,
            "How many look-ups are under way in the store at most.");

    /** {@code cache.max-waiting}. */
    public static final Setting<Integer> MAX_WAITING = Setting.of(
            "cache.max-waiting",
            ValueTypes.count(2, ValueTypes.MAX_COUNT),
            10_000,
            "How many requests wait for the store at most; others are refused with 503.");

    /** {@code cache}. */
    public static final SettingGroup GROUP = SettingGroup.of(
            "cache",
            "How long and how many keys are cached, and how long requests wait for the store.",
            FRESH_FOR,
            STALE_FOR,
            NEGATIVE_FOR,
            MAX_KEYS,
            MAX_NEGATIVE,
            LOAD_TIMEOUT,
            MAX_CONCURRENT_LOADS,
            MAX_WAITING);

    /** The default bounds. */
    public static final CacheSettings DEFAULT = new CacheSettings(
            FRESH_FOR.defaultValue(),
            STALE_FOR.defaultValue(),
            NEGATIVE_FOR.defaultValue(),
            MAX_KEYS.defaultValue(),
            MAX_NEGATIVE.defaultValue(),
            LOAD_TIMEOUT.defaultValue(),
            MAX_CONCURRENT_LOADS.defaultValue(),
            MAX_WAITING.defaultValue());

    /** @throws ConfigException if a bound is out of range, or two do not suit each other; the error names the setting */
    public CacheSettings {
        FRESH_FOR.check(freshFor, null);
        STALE_FOR.check(staleFor, null);
        if (!staleFor.isZero() && staleFor.compareTo(freshFor) < 0) {
            throw STALE_FOR.wrong(staleFor, "0s, or at least fresh-for");
        }
        NEGATIVE_FOR.check(negativeFor, null);
        MAX_KEYS.check(maxKeys, null);
        MAX_NEGATIVE.check(maxNegative, null);
        LOAD_TIMEOUT.check(loadTimeout, null);
        MAX_CONCURRENT_LOADS.check(maxConcurrentLoads, null);
        MAX_WAITING.check(maxWaiting, null);
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
}
