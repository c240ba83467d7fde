package dev.keystile.legacy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.KeyType;
import dev.keystile.store.KeyStoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The keys of an earlier system, such as {@code a1b2c3d4.…}: eight characters that are not secret, and the secret. */
public final class BcryptKeys implements LegacyKeys {

    /** A low cost, so that the tests are fast. */
    private static final int COST = 4;

    private static final int PREFIX_LENGTH = 8;

    public final AtomicInteger hashed = new AtomicInteger();
    public volatile boolean isDown;

    private final Map<String, String> hashByPrefix = new ConcurrentHashMap<>();

    public void add(String key) {
        hashByPrefix.put(key.substring(0, PREFIX_LENGTH), BCrypt.withDefaults().hashToString(COST, key.toCharArray()));
    }

    @Override
    public @Nullable String prefix(String key) {
        return key.indexOf('.') == PREFIX_LENGTH ? key.substring(0, PREFIX_LENGTH) : null;
    }

    @Override
    public @Nullable LegacyKey candidate(String prefix) throws KeyStoreException {
        if (isDown) {
            throw new KeyStoreException("the old table cannot be read");
        }
        String hash = hashByPrefix.get(prefix);
        return hash == null ? null : new LegacyKey(hash, KeyRequest.of(KeyType.SECRET, "demo", "old " + prefix));
    }

    @Override
    public boolean matches(String key, LegacyKey row) {
        hashed.incrementAndGet();
        return BCrypt.verifyer().verify(key.toCharArray(), row.hash()).verified;
    }
}
