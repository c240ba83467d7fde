package dev.keystile.key;

import java.nio.charset.StandardCharsets;

/**
 * An environment of the service, such as {@code default} (live data) or {@code demo}. A key belongs to one environment and
 * gives no access to the data of another.
 *
 * @param id the short name that is part of each key, {@code [a-z][a-z0-9-]{0,30}}
 * @param name the name for people, such as {@code Demo Project}
 */
public record Environment(String id, String name) {

    private static final int MAX_ID = 31;

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if the id does not have the allowed form, or is reserved for examples
     */
    public Environment {
        if (!isId(id)) {
            throw new IllegalArgumentException("environment id " + Redaction.quoted(id)
                    + " must be a lower-case letter followed by up to 30 lower-case letters, digits or hyphens");
        }
        if (id.equals(ExampleKeys.ENVIRONMENT)) {
            throw new IllegalArgumentException(
                    "environment id 'example' is reserved for the keys that the documentation prints");
        }
    }

    /** Whether the text has the form of an environment id. */
    public static boolean isId(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isId(bytes, 0, bytes.length);
    }

    static boolean isId(byte[] text, int start, int end) {
        if (start == end || end - start > MAX_ID || !isLetter(text[start])) {
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            byte c = text[i];
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z';
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
