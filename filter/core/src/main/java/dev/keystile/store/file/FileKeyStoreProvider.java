package dev.keystile.store.file;

import dev.keystile.setting.Setting;
import dev.keystile.setting.ValueTypes;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;

/** Opens stores of type {@code file}. The default of their setting {@code path} is {@code keys.yaml}. */
public final class FileKeyStoreProvider implements ApiKeyStoreProvider {

    private static final Setting<Path> PATH = Setting.of(
            "store.path",
            ValueTypes.path("the path of the key file"),
            Path.of("keys.yaml"),
            "The key file; a relative path is relative to the configuration.");

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(PATH);
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        try {
            return FileKeyStore.open(settings.path(PATH));
        } catch (UnreadableKeyFileException e) {
            // What is wrong within the file has a place of its own, in that file.
            throw settings.refused(PATH, "store.path: " + e.getMessage(), e);
        }
    }
}
