package dev.keystile.route;

import java.util.Locale;
import java.util.Optional;

/** What a route asks of a request, from the most open to the most closed. */
public enum Access {
    /** Everybody; credentials are not looked at. */
    PUBLIC,
    /** Everybody, but a credential that is sent has to be good. */
    OPTIONAL,
    /** The holder of either type of key. */
    PUBLISHABLE,
    /** The holder of a secret key. */
    SECRET,
    /** Nobody. */
    DENIED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in configuration files. */
    public String label() {
        return label;
    }

    /** The access with this {@link #label()}, if there is one. */
    public static Optional<Access> ofLabel(String label) {
        for (Access access : values()) {
            if (access.label.equals(label)) {
                return Optional.of(access);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return label;
    }
}
