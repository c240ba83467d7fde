package dev.keystile.jdbc;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.KeyChanges;
import java.util.LinkedHashSet;
import java.util.Set;

/** The keys and the accounts that a transaction creates or changes, to be told to caches when it has ended. */
final class TouchedKeys {

    private final Set<KeyDigest> keys = new LinkedHashSet<>();
    private final Set<String> accounts = new LinkedHashSet<>();

    void key(ApiKey key) {
        keys.add(key.digest());
    }

    void account(String id) {
        accounts.add(id);
    }

    /** Tells everything. */
    void tell(KeyChanges caches) {
        keys.forEach(caches::changed);
        accounts.forEach(caches::accountChanged);
    }
}
