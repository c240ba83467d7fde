package dev.keystile.store;

import dev.keystile.key.KeyDigest;

/**
 * Receives the changes in a store, after the store returns the changed keys. Implementations return quickly and never
 * throw.
 */
public interface KeyChanges {

    /** The key with this digest was created, changed, revoked or deleted. */
    void changed(KeyDigest digest);

    /**
     * The account with this id, or one of its projects, was created, changed, suspended, resumed or closed: its keys
     * that were loaded before have to be loaded again. The default is {@link #anythingChanged}.
     */
    default void accountChanged(String accountId) {
        anythingChanged();
    }

    /** Any key may have changed: keys that were loaded before have to be loaded again. */
    void anythingChanged();
}
