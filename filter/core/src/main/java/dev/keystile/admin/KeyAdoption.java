package dev.keystile.admin;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import: a key that exists already, known by its digest.
 *
 * <pre>{@code
 * KeyAdoption row = new KeyAdoption(KeyRequest.of(KeyType.SECRET, "default", "ci").account("cus_42"), digest, null);
 * }</pre>
 *
 * @param request what the key is for
 * @param digest the SHA-256 digest of the key
 * @param lastFour the last four characters of the key, by which people recognise it; null for none
 */
public record KeyAdoption(
        KeyRequest request, KeyDigest digest, @Nullable String lastFour) {

    /** A key without limits, whose last four characters are not known. */
    public static KeyAdoption of(String accountId, String environmentId, KeyType type, String name, KeyDigest digest) {
        return new KeyAdoption(KeyRequest.of(type, environmentId, name).account(accountId), digest, null);
    }
}
