package dev.keystile.containers.app;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import dev.keystile.store.file.FileKeyStoreProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key file that cannot tell about one key: the one with the digest in {@code outage}. */
public final class OutageStoreProvider implements ApiKeyStoreProvider {

    @Override
    public String type() {
        return "file-with-outage";
    }

    @Override
    public Set<String> settings() {
        return Set.of("path", "outage");
    }

    @Override
    public ApiKeyStore open(StoreSettings settings) throws KeyStoreException {
        ApiKeyStore file = new FileKeyStoreProvider().open(settings);
        KeyDigest outage = KeyDigest.ofHex(settings.require("outage"));
        return new ApiKeyStore() {
            @Override
            public @Nullable KeyRecord find(KeyDigest digest) throws KeyStoreException {
                if (digest.equals(outage)) {
                    throw new KeyStoreException("out of order");
                }
                return file.find(digest);
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }
}
