package dev.keystile.store;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store of keys, which looks a key up by its digest. A store caches nothing and bounds no look-ups: the
 * {@link dev.keystile.cache.CachedKeyStore} in front of it does. Implementations are safe for use by many threads at once.
 */
public interface ApiKeyStore extends AutoCloseable {

    /**
     * Looks a key up. May block: the caller bounds how many look-ups run at once, and how long a request waits.
     *
     * @return the record with this digest, even if it is revoked or expired; null if there is none
     * @throws UnreadableRecordException if the record of this key alone is wrong, and the store works
     * @throws KeyStoreException if the store cannot tell whether it has the key; never return null then
     */
    @Nullable
    ApiKey find(KeyDigest digest) throws KeyStoreException;

    /**
     * Reports changes to a listener from now on. A store without a change feed does nothing: caches then see a change when
     * {@code fresh-for} is over.
     */
    default void subscribe(KeyChanges listener) {}

    /** The state of the change feed. */
    default FeedState feed() {
        return FeedState.NONE;
    }

    /**
     * The error in the newest content of the store, such as in an edited file, if the store goes on with its earlier content;
     * null if there is none.
     */
    default @Nullable String problem() {
        return null;
    }

    /** Whether {@link #recordUse} records anything. */
    default boolean recordsUse() {
        return false;
    }

    /**
     * Records when keys were last used. Called in the background; a call that fails is not repeated.
     *
     * @param lastUses the time of the last use, by the id of the key
     */
    default void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {}

    /** Releases threads and connections. */
    @Override
    default void close() {}

    /** The state of the change feed of a store. */
    enum FeedState {
        /** The store has no change feed. */
        NONE,
        /** Changes arrive. */
        CONNECTED,
        /** Changes are missed at present. When the feed is back, the store calls {@link KeyChanges#anythingChanged}. */
        BROKEN
    }
}
