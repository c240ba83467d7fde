package dev.keystile.cache;

/**
 * Receives the events of a {@link CachedKeyStore}. Calls come on the request's thread, on the thread or executor that takes a
 * pending result, and on loading threads, where a call that blocks keeps keys from being loaded.
 */
public interface CacheListener {

    /** Ignores all events. */
    CacheListener NONE = new CacheListener() {};

    /** A request found a fresh entry, of a known or of an unknown key. */
    default void hit() {}

    /** A request had to wait for the store. */
    default void miss() {}

    /** The store responded within this number of nanoseconds. */
    default void loaded(long nanos) {}

    /** The store failed after this number of nanoseconds. */
    default void failed(long nanos) {}

    /** A request used an entry that is not fresh, because the store fails, or failed when the request came. */
    default void stale() {}

    /** A request was refused, because too many requests wait for the store already. */
    default void overloaded() {}

    /** A listener that passes each event to this listener, and then to the next. */
    default CacheListener and(CacheListener next) {
        return this == NONE ? next : new CacheListeners(this, next);
    }
}
