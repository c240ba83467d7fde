package dev.keystile.store.file;

import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.KeyChanges;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two contents of a key file. Immutable.
 *
 * @param accounts the ids of the accounts whose own record differs; keys that differ in nothing else are not named
 * @param keys the digests of the other keys that differ, or are in one of the contents only
 */
record KeyFileChanges(Set<String> accounts, Set<KeyDigest> keys) {

    /** Copies the sets. */
    KeyFileChanges {
        accounts = Set.copyOf(accounts);
        keys = Set.copyOf(keys);
    }

    static KeyFileChanges between(Map<KeyDigest, ApiKey> before, Map<KeyDigest, ApiKey> after) {
        Set<String> accounts = new HashSet<>();
        Set<KeyDigest> keys = new HashSet<>(after.keySet());
        keys.removeAll(before.keySet());
        before.forEach((digest, old) -> {
            ApiKey key = after.get(digest);
            if (old.equals(key)) {
                return;
            }
            if (key != null && differInTheAccountOnly(old, key)) {
                accounts.add(key.account().id());
            } else {
                keys.add(digest);
            }
        });
        return new KeyFileChanges(accounts, keys);
    }

    private static boolean differInTheAccountOnly(ApiKey old, ApiKey key) {
        AccountRecord account = key.project().account();
        return old.account().id().equals(account.id())
                && old.in(old.project().with(account)).equals(key);
    }

    void tell(KeyChanges listener) {
        accounts.forEach(listener::accountChanged);
        keys.forEach(listener::changed);
    }

    /** How many accounts and keys differ. */
    @Override
    public String toString() {
        return accounts.size() + " accounts and " + keys.size() + " keys";
    }
}
