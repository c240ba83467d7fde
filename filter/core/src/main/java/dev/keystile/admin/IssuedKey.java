package dev.keystile.admin;

import dev.keystile.key.KeyRecord;

/**
 * A key that was just made: the only time that its text can be seen.
 *
 * @param record what the store keeps
 * @param text the whole key
 */
public record IssuedKey(KeyRecord record, String text) {

    /** The record's id; never the text. */
    @Override
    public String toString() {
        return "IssuedKey[" + record.id() + "]";
    }
}
