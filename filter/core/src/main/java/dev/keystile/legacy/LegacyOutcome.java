package dev.keystile.legacy;

import dev.keystile.key.ApiKey;

/** The result of looking a key up among the keys of an earlier system. */
public sealed interface LegacyOutcome {

    /**
     * The key is in the store.
     *
     * @param record the record of the key, which may be revoked or expired if another process has adopted the key
     */
    record Adopted(ApiKey record) implements LegacyOutcome {}

    /** The key is not adopted. */
    enum NotAdopted implements LegacyOutcome {
        /** The earlier system has no such key, or the account of the key is closed. */
        UNKNOWN,
        /** It could not be told whether the earlier system has the key, or the key could not be adopted. */
        UNAVAILABLE
    }
}
