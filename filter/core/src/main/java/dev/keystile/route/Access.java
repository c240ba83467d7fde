package dev.keystile.route;

import java.util.Locale;
import java.util.Optional;

/** The access level of a route, from the most open to the most restricted. */
public enum Access {
    /** Every request is allowed; credentials are not looked at. */
    PUBLIC,
    /** A request without a credential is allowed; a credential that is sent must be valid. */
    OPTIONAL,
    /**
     * A credential that is not a key is left to the authentication of the application: an Authorization field with another
     * scheme or another kind of token passes, and so does a request without a credential, both without an identity. A key
     * that is sent must be a valid secret key.
     */
    DELEGATED,
    /** A valid key is required, publishable or secret. */
    PUBLISHABLE,
    /** A valid secret key is required. */
    SECRET,
    /** No request is allowed. */
    DENIED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word for this level in configuration files. */
    public String label() {
        return label;
    }

    /** The level with this {@link #label()}; empty if there is none. */
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
