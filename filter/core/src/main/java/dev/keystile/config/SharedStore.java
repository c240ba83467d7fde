package dev.keystile.config;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.decision.DecisionListener;
import dev.keystile.decision.UsageRecorder;
import dev.keystile.policy.KnownKey;
import dev.keystile.store.ApiKeyStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** An open store behind its cache, shared by configurations that follow each other; the last one closes it. */
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

    /** A listener, and what records the use of keys where the store wants to be told. */
    DecisionListener listener(DecisionListener decisions) {
        return usage == null ? decisions : decisions.and(usage);
    }

    /** One more user; false if the last one has gone. */
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
