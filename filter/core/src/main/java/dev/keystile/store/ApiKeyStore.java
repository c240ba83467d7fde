package dev.keystile.store;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place where keys are kept. Safe for use by many threads at once. */
public interface ApiKeyStore extends AutoCloseable {

    /**
     * Looks a key up. May block; the caller bounds how many look-ups run at once and how long it waits.
     *
     * @return the record with exactly this digest, revoked or expired ones too; null if there is none
     * @throws KeyStoreException if the store cannot tell: never return null for that
     */
    @Nullable
    KeyRecord find(KeyDigest digest) throws KeyStoreException;

    /**
     * Reports changes from now on. A store that cannot tell of changes does nothing here: they are then
     * seen when what is cached grows old.
     */
    default void subscribe(KeyChanges listener) {}

    /** Whether changes are reported without delay at present. */
    default FeedState feed() {
        return FeedState.NONE;
    }

    /**
     * What is wrong with the content that the store answers from, if it goes on answering from an earlier
     * one; null if nothing is.
     */
    default @Nullable String problem() {
        return null;
    }

    /** Whether the store wants to be told of keys that are used. */
    default boolean recordsUse() {
        return false;
    }

    /**
     * Records when keys were last used, in the background. What fails is not repeated.
     *
     * @param lastUses times by the ids of keys
     */
    default void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {}

    /** Releases threads and connections. */
    @Override
    default void close() {}

    /** Whether a store's change feed works. */
    enum FeedState {
        /** The store has none. */
        NONE,
        /** Changes arrive. */
        CONNECTED,
        /** Changes are missed at present; the store says so again when the feed is back. */
        BROKEN
    }
}
