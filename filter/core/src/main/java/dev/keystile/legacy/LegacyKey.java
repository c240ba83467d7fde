package dev.keystile.legacy;

import dev.keystile.admin.KeyRequest;

/**
 * A row of the earlier system.
 *
 * @param hash the hash of the key, in the form that {@link LegacyKeys#matches} understands
 * @param request the account, environment, type, name and restrictions of the key once it is adopted
 */
public record LegacyKey(String hash, KeyRequest request) {

    /** The name of the key, without the hash. */
    @Override
    public String toString() {
        return "LegacyKey[" + request.name() + "]";
    }
}
