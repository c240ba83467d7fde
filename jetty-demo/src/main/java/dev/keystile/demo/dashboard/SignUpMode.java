package dev.keystile.demo.dashboard;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may create an account on the sign-up page. The operator may create accounts in every mode. */
public enum SignUpMode {
    /** Browsers on this machine. */
    LOCAL,
    /** Everybody who reaches the service. */
    OPEN,
    /** Nobody. */
    CLOSED;

    /** The mode with this name, in lower case; empty for an unknown name. */
    public static Optional<SignUpMode> named(String name) {
        return Stream.of(values()).filter(mode -> mode.toString().equals(name)).findFirst();
    }

    /** The name of the mode in options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
