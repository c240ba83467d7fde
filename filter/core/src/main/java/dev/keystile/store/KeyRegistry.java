package dev.keystile.store;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Restrictions;
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
    List<KeyDescription> list() throws KeyStoreException;

    /** One key. */
    KeyDescription describe(String keyId) throws KeyStoreException;

    /**
     * Makes a successor with the same type, environment, name, scopes and restrictions. The old key ends after
     * {@code grace}, or at its own end if that is earlier; the successor has the old key's own end. A key that is
     * in its grace already has the end of that grace as its own: roll its successor instead.
     */
    IssuedKey roll(String keyId, Duration grace) throws KeyStoreException;

    /** Revokes a key for good; a key that was revoked before stays as it is. */
    KeyRecord revoke(String keyId) throws KeyStoreException;

    /** Changes a key's name and limits: only what the edit names, in the key as it is at that moment. */
    KeyRecord edit(String keyId, KeyEdit edit) throws KeyStoreException;

    /**
     * A key to be made.
     *
     * @param type its type
     * @param environmentId an environment that exists
     * @param name what people call it, on one line
     * @param scopes what it may be used for
     * @param restrictions from where it may be used
     * @param expiresAt from when on it is refused; null for never
     */
    record KeyRequest(
            KeyType type,
            String environmentId,
            String name,
            Scopes scopes,
            Restrictions restrictions,
            @Nullable Instant expiresAt) {

        /** @throws IllegalArgumentException if the name is not {@linkplain PrintableText printable} */
        public KeyRequest {
            PrintableText.require("the key's name", name);
        }

        /** A key like another, to come after it. What is not printable in its name, as it may be in old ones, is escaped. */
        public static KeyRequest like(KeyRecord key) {
            return new KeyRequest(
                    key.type(),
                    key.environment().id(),
                    PrintableText.escape(key.name()),
                    key.scopes(),
                    key.restrictions(),
                    key.expiresAt());
        }
    }

    /**
     * A key as its owner sees it.
     *
     * @param key what the store keeps
     * @param lastUsedAt when it was last used, to about half a minute; null if never, or where that is not recorded
     */
    record KeyDescription(KeyRecord key, @Nullable Instant lastUsedAt) {}

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
