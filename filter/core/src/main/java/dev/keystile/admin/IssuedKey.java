package dev.keystile.admin;

import dev.keystile.key.KeyRecord;

/**
 * A key that was just created. The text is shown this once and stored nowhere.
 *
 * @param record the record in the store
 * @param text the whole key
 */
public record IssuedKey(KeyRecord record, String text) {

    /** The record's id; never the text. */
    @Override
    public String toString() {
        return "IssuedKey[" + record.id() + "]";
    }
}
