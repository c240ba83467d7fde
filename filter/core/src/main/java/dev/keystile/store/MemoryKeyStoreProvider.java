package dev.keystile.store;

import dev.keystile.setting.Setting;
import java.util.List;

/** Opens stores of type {@code memory}, which are empty, so that every key is unknown. */
public final class MemoryKeyStoreProvider implements ApiKeyStoreProvider {

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) {
        return new MemoryKeyStore();
    }
}
