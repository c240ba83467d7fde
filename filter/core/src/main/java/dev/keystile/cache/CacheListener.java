package dev.keystile.cache;

/**
 * Hears what a {@link CachedKeyStore} does. Calls come on the request's thread, on the thread or executor that takes a
 * pending result, and on loading threads, where a call that blocks keeps keys from being loaded.
 */
public interface CacheListener {

    /** Hears nothing. */
    CacheListener NONE = new CacheListener() {};

    /** A request was answered from memory, with a known or an unknown key. */
    default void hit() {}

    /** A request had to wait for the store. */
    default void miss() {}

    /** The store answered in so many nanoseconds. */
    default void loaded(long nanos) {}

    /** The store failed or timed out after so many nanoseconds. */
    default void failed(long nanos) {}

    /** A request was answered with what is older than fresh, because the store fails. */
    default void stale() {}

    /** A request was turned away, because too many wait for the store already. */
    default void overloaded() {}
}
