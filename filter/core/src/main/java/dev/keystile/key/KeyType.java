package dev.keystile.key;

import java.util.Locale;
import java.util.Optional;

/** The type of a key: publishable, which only identifies its account, or secret, which authorises requests. */
public enum KeyType {
    /** May be public, as in a browser: identifies the account and allows nothing that needs a secret key. */
    PUBLISHABLE("pk"),
    /** Must stay on servers: allows everything that its scopes include. */
    SECRET("sk");

    private final String prefix;
    private final String label;

    KeyType(String prefix) {
        this.prefix = prefix;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** The two letters with which a key of this type begins, {@code pk} or {@code sk}, without the underscore. */
    public String prefix() {
        return prefix;
    }

    /** The word for this type in files, roles and responses: {@code publishable} or {@code secret}. */
    public String label() {
        return label;
    }

    /** The type with this {@link #label()}; empty if there is none. */
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
