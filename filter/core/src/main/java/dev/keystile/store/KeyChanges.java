package dev.keystile.store;

import dev.keystile.key.KeyDigest;

/** Hears of changes in a store, after they can be read there. Calls return quickly and never throw. */
public interface KeyChanges {

    /** The key with this digest was made, changed, revoked or deleted. */
    void changed(KeyDigest digest);

    /** Anything may have changed: whatever was loaded before has to be looked up again. */
    void anythingChanged();
}
