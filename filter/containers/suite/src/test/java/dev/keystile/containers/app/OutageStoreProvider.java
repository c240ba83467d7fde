package dev.keystile.containers.app;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.setting.Setting;
import dev.keystile.setting.ValueTypes;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import dev.keystile.store.file.FileKeyStoreProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key file that cannot tell about one key: the one with the digest in {@code outage}. */
public final class OutageStoreProvider implements ApiKeyStoreProvider {

    private static final Setting<String> OUTAGE =
            Setting.required("store.outage", ValueTypes.anyText("the digest of a key"), "The key with the outage.");

    private final FileKeyStoreProvider file = new FileKeyStoreProvider();

    @Override
    public String type() {
        return "file-with-outage";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(file.settings());
        settings.add(OUTAGE);
        return settings;
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        ApiKeyStore keys = file.open(settings);
        KeyDigest outage = KeyDigest.ofHex(settings.get(OUTAGE));
        return new ApiKeyStore() {
            @Override
            public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
                if (digest.equals(outage)) {
                    throw new KeyStoreException("out of order");
                }
                return keys.find(digest);
            }

            @Override
            public void close() {
                keys.close();
            }
        };
    }
}
