package dev.keystile.cache;

import dev.keystile.async.Pending;
import dev.keystile.key.ApiKey;

/**
 * The result of a look-up of a digest: known, unknown, unavailable, or loading.
 *
 * @param <P> the principal that the owner of the cache makes of a record, once for each load
 */
public sealed interface Lookup<P> {

    /** The result that is not loading. Blocks while the key is loading, about {@code load-timeout} at most. */
    default Lookup<P> await() {
        return this;
    }

    /**
     * The key is known.
     *
     * <p>A class and not an interface: each request tests for this type, and the JVM tests for a class faster.
     */
    abstract sealed class Known<P> implements Lookup<P> permits CacheEntry, UncachedKey {

        private final ApiKey record;
        private final P principal;

        Known(ApiKey record, P principal) {
            this.record = record;
            this.principal = principal;
        }

        /** A known key that is in no cache. */
        public static <P> Known<P> of(ApiKey record, P principal) {
            return new UncachedKey<>(record, principal);
        }

        /** The record in the store, which may be revoked or expired. */
        public final ApiKey record() {
            return record;
        }

        /** The principal that was made of the record when the record was loaded. */
        public final P principal() {
            return principal;
        }
    }

    /** The store has no such key. */
    record Unknown<P>() implements Lookup<P> {}

    /**
     * The store cannot tell at present whether it has the key.
     *
     * @param overloaded whether the store was not called, because too many requests wait for it already
     */
    record Unavailable<P>(boolean overloaded) implements Lookup<P> {}

    /**
     * The key is being loaded from the store.
     *
     * @param result the result of the load: known, unknown or unavailable, never loading. A caller may drop the result; the
     *     load then ends without the caller
     */
    record Loading<P>(Pending<Lookup<P>> result) implements Lookup<P> {

        @Override
        public Lookup<P> await() {
            return result.await();
        }
    }
}
