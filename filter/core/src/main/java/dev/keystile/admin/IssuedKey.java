package dev.keystile.admin;

import dev.keystile.key.ApiKey;

/**
 * A key that was just created. The whole key is in this object only: a store has its digest.
 *
 * @param record the record in the store
 * @param key the whole key, a secret
 */
public record IssuedKey(ApiKey record, String key) {

    /** The id of the record; never the key. */
    @Override
    public String toString() {
        return "IssuedKey[" + record.id() + "]";
    }
}
