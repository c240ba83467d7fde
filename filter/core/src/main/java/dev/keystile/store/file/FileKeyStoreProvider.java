package dev.keystile.store.file;

import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.util.Set;

/** The store of type {@code file}; its setting {@code path} is {@code keys.yaml} where it is left out. */
public final class FileKeyStoreProvider implements ApiKeyStoreProvider {

    @Override
    public String type() {
        return "file";
    }

    @Override
    public Set<String> settings() {
        return Set.of("path");
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        String path = settings.get("path").orElse("keys.yaml");
        return FileKeyStore.open(settings.directory().resolve(path).normalize());
    }
}
