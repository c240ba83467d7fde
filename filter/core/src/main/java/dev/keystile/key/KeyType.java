package dev.keystile.key;

import java.util.Locale;
import java.util.Optional;

/** What a key may do: only say whose account it is, or anything. */
public enum KeyType {
    /** Safe in client code; identifies the account and nothing more. */
    PUBLISHABLE("pk"),
    /** Stays on servers; may do anything its scopes allow. */
    SECRET("sk");

    private final String prefix;
    private final String label;

    KeyType(String prefix) {
        this.prefix = prefix;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** The two letters that a key of this type begins with, without the underscore. */
    public String prefix() {
        return prefix;
    }

    /** The word used in files, roles and answers: {@code publishable} or {@code secret}. */
    public String label() {
        return label;
    }

    /** The type with this {@link #label()}, if there is one. */
    public static Optional<KeyType> ofLabel(String label) {
        for (KeyType type : values()) {
            if (type.label.equals(label)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
