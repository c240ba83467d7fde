package dev.keystile.key;

import java.util.Locale;
import java.util.Optional;

/** The state of an account. */
public enum AccountState {
    /** The keys of the account are in force. */
    ACTIVE,
    /** Every key of the account is refused until the account is active again. */
    SUSPENDED,
    /** Every key of the account is refused for good. */
    CLOSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in commands and responses: {@code active}, {@code suspended} or {@code closed}. */
    public String label() {
        return label;
    }

    /** The state with this {@link #label()}, if there is one. */
    public static Optional<AccountState> ofLabel(String label) {
        for (AccountState state : values()) {
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
