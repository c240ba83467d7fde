package dev.keystile.cache;

import dev.keystile.key.KeyRecord;

/**
 * What asking for a digest came to: known, unknown, unavailable, or pending while the store is asked.
 *
 * @param <P> what the owner of the cache makes of a record, once per load
 */
public sealed interface Lookup<P> {

    /** Blocks while this is pending, at most for about {@code load-timeout}; else returns this at once. */
    default Lookup<P> await() {
        return this;
    }

    /** The key is known. */
    non-sealed interface Known<P> extends Lookup<P> {
        /** The store's record, which may be revoked or expired by now. */
        KeyRecord record();

        /** What was made of the record when it was loaded. */
        P principal();
    }

    /** The store has no such key. */
    record Unknown<P>() implements Lookup<P> {}

    /**
     * Nobody can tell at present.
     *
     * @param overloaded whether the store was not asked, because too many wait for it already
     */
    record Unavailable<P>(boolean overloaded) implements Lookup<P> {}

    /**
     * The store is asked.
     *
     * @param result what the look-up comes to: known, unknown or unavailable, never pending again. Whoever drops the result
     *     leaves nothing behind
     */
    record Pending<P>(dev.keystile.async.Pending<Lookup<P>> result) implements Lookup<P> {

        @Override
        public Lookup<P> await() {
            return result.await();
        }
    }
}
