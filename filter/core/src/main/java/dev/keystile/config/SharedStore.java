package dev.keystile.config;

import dev.keystile.cache.CachedKeyStore;
import dev.keystile.decision.DecisionListener;
import dev.keystile.decision.UsageRecorder;
import dev.keystile.legacy.LegacyKeyFinder;
import dev.keystile.policy.KnownKey;
import dev.keystile.store.ApiKeyStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A store with its cache, which a configuration shares with its successors; the last of them to leave closes the store. */
final class SharedStore {

    private final CachedKeyStore<KnownKey> keys;
    private final @Nullable UsageRecorder usage;
    private final @Nullable LegacyKeyFinder legacyKeys;
    private int users = 1;

    SharedStore(KeystileConfig config, ApiKeyStore store, Extensions extensions) {
        usage = store.recordsUse() ? UsageRecorder.start(store, InstantSource.system()) : null;
        keys = new CachedKeyStore<>(store, config.cache(), KnownKey::of, extensions.cache());
        Extensions.LegacySource legacy = extensions.legacyKeys();
        legacyKeys = legacy == null ? null : new LegacyKeyFinder(legacy.keys(), legacy.admin(), config.cache());
    }

    CachedKeyStore<KnownKey> keys() {
        return keys;
    }

    /** Finds the keys that the store does not know; null if there are none. */
    @Nullable
    LegacyKeyFinder legacyKeys() {
        return legacyKeys;
    }

    /** This listener, and the recorder of the use of keys if the store records uses. */
    DecisionListener listener(DecisionListener decisions) {
        return usage == null ? decisions : decisions.and(usage);
    }

    /** Adds a user; false if the last user has left already. */
    synchronized boolean join() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void leave() {
        users--;
        if (users == 0) {
            if (usage != null) {
                usage.close();
            }
            if (legacyKeys != null) {
                legacyKeys.close();
            }
            keys.close();
        }
    }
}
