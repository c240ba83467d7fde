package dev.keystile.config;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.decision.DecisionListener;
import dev.keystile.decision.UsageRecorder;
import dev.keystile.policy.KnownKey;
import dev.keystile.store.ApiKeyStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A store with its cache, which a configuration shares with its successors; the last of them to leave closes the store. */
final class SharedStore {

    private final CachedKeyStore<KnownKey> keys;
    private final @Nullable UsageRecorder usage;
    private int users = 1;

    SharedStore(KeystileConfig config, ApiKeyStore store, CacheListener listener) {
        usage = store.recordsUse() ? UsageRecorder.start(store, InstantSource.system()) : null;
        keys = new CachedKeyStore<>(store, config.cache(), KnownKey::of, listener);
    }

    CachedKeyStore<KnownKey> keys() {
        return keys;
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
            keys.close();
        }
    }
}
