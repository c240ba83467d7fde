package dev.keystile.store;

import java.util.Set;

/** The store of type {@code memory}: empty, so that every key is unknown. */
public final class MemoryKeyStoreProvider implements ApiKeyStoreProvider {

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) {
        return new MemoryKeyStore();
    }
}
