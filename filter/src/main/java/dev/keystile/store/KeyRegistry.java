package dev.keystile.store;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a store. Each call is done whole or not at all, also beside other processes.
 * Every method throws {@link KeyStoreException} if the store cannot be read or written, and
 * {@link IllegalArgumentException}, with what would be right, if the request makes no sense.
 */
public interface KeyRegistry {

    /** The environments, in the order of their making. */
    List<Environment> environments() throws KeyStoreException;

    /** Adds an environment. Its id must be new. */
    void createEnvironment(Environment environment) throws KeyStoreException;

    /** Makes a key. */
    IssuedKey issue(KeyRequest request) throws KeyStoreException;

    /** All keys, revoked and expired ones too, in the order of their making. */
    List<KeyRecord> list() throws KeyStoreException;

    /**
     * Makes a successor with the same type, environment, name and scopes. The old key ends after
     * {@code grace}, or at its own end if that is earlier; the successor has the old key's own end.
     */
    IssuedKey roll(String keyId, Duration grace) throws KeyStoreException;

    /** Revokes a key for good; a key that was revoked before stays as it is. */
    KeyRecord revoke(String keyId) throws KeyStoreException;

    /**
     * A key to be made.
     *
     * @param type its type
     * @param environmentId an environment that exists
     * @param name what people call it
     * @param scopes what it may be used for
     * @param expiresAt from when on it is refused; null for never
     */
    record KeyRequest(
            KeyType type,
            String environmentId,
            String name,
            Scopes scopes,
            @Nullable Instant expiresAt) {}

    /**
     * A key that was just made: the only time that its text can be seen.
     *
     * @param record what the store keeps
     * @param text the whole key
     */
    record IssuedKey(KeyRecord record, String text) {
        /** The record's id; never the text. */
        @Override
        public String toString() {
            return "IssuedKey[" + record.id() + "]";
        }
    }
}
