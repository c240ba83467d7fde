package dev.keystile.key;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of metadata: few names, short values, and no key in clear text. */
final class Metadata {

    private static final int MAX_ENTRIES = 50;
    private static final int MAX_NAME = 40;
    private static final int MAX_VALUE = 256;

    private Metadata() {}

    /**
     * A copy that keeps the order.
     *
     * @throws IllegalArgumentException if a name or a value is wrong
     */
    static Map<String, String> checked(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return Map.of();
        }
        if (metadata.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "metadata must have " + MAX_ENTRIES + " names at most, not " + metadata.size());
        }
        metadata.forEach(Metadata::check);
        return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(Metadata::isNameCharacter)) {
            throw new IllegalArgumentException("the metadata name " + Redaction.quoted(name) + " must be 1 to "
                    + MAX_NAME + " letters, digits, dots, underscores or hyphens");
        }
        String what = "the metadata value of " + Redaction.quoted(name);
        PrintableText.require(what, value);
        if (value.length() > MAX_VALUE) {
            throw new IllegalArgumentException(
                    what + " must have " + MAX_VALUE + " characters at most, not " + value.length());
        }
        if (Redaction.isKeyInClearText(value)) {
            throw new IllegalArgumentException(what + " holds a key in clear text");
        }
    }

    static boolean isNameCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
