package dev.keystile.key;

import java.util.Locale;
import java.util.Optional;

/** The state of a key at a time. */
public enum KeyState {
    /** Neither revoked nor expired. */
    ACTIVE,
    /** Expired, and not revoked. */
    EXPIRED,
    /** Revoked, expired or not. */
    REVOKED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in commands and responses: {@code active}, {@code expired} or {@code revoked}. */
    public String label() {
        return label;
    }

    /** The state with this {@link #label()}, if there is one. */
    public static Optional<KeyState> ofLabel(String label) {
        for (KeyState state : values()) {
            if (state.label.equals(label)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
