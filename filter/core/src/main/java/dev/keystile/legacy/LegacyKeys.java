package dev.keystile.legacy;

import dev.keystile.store.KeyStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an earlier system that keeps them under a slow or salted hash, such as bcrypt, so that no SHA-256 of them is
 * known. A key that a request presents, and that the store does not know, is looked up here; if it matches, it is adopted
 * into the store, and no hash of the key is computed again. From then on the record in the store decides: a
 * revocation in the old table no longer counts. A key that begins with {@code pk_} or {@code sk_} matches only rows of that
 * type.
 *
 * <p>Called by many threads at once. No method keeps the key, logs it or puts it into the message of an exception.
 *
 * <pre>{@code
 * abstract class OldTable implements LegacyKeys {
 *
 *     @Override
 *     public @Nullable String prefix(String key) {
 *         return key.indexOf('.') == 8 ? key.substring(0, 8) : null;
 *     }
 *
 *     @Override
 *     public @Nullable LegacyKey candidate(String prefix) throws KeyStoreException {
 *         String hash = findHash(prefix);
 *         return hash == null ? null : new LegacyKey(hash, KeyRequest.of(KeyType.SECRET, "default", prefix));
 *     }
 *
 *     @Override
 *     public boolean matches(String key, LegacyKey row) {
 *         return bcryptMatches(key.toCharArray(), row.hash());
 *     }
 *
 *     abstract @Nullable String findHash(String prefix) throws KeyStoreException;
 *
 *     abstract boolean bcryptMatches(char[] key, String hash);
 * }
 * }</pre>
 */
public interface LegacyKeys {

    /**
     * The part of a key that is not secret, by which its row is found. Does no input or output.
     *
     * @return null if no key of the earlier system looks like this one, which then is unknown
     */
    @Nullable
    String prefix(String key);

    /**
     * Finds the row with a prefix. May block.
     *
     * @return null if there is no such row, or the row is revoked or expired; the key then is unknown, and nothing is hashed
     * @throws KeyStoreException if the earlier system cannot tell; never return null then
     */
    @Nullable
    LegacyKey candidate(String prefix) throws KeyStoreException;

    /**
     * Whether a key has the hash of a row. May be slow: few calls run at once, and few wait.
     *
     * @throws KeyStoreException if that cannot be told; never return false then
     */
    boolean matches(String key, LegacyKey row) throws KeyStoreException;
}
