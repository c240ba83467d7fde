package dev.keystile.route;

import java.util.Locale;

/** The setting {@code encoded}: whether a path may have escapes of characters with a meaning in paths. */
public enum EncodedPaths {
    /** A path with such an escape is refused with 400 {@code ambiguous_path}. */
    REFUSE,
    /**
     * {@code %2F}, {@code %25}, {@code %5C}, {@code %3B} and {@code %2E} are allowed. A request has to meet the requirements
     * of all routes that a reading of its path matches, see {@link EncodedPath}.
     */
    ACCEPT;

    private final String label = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
        return label;
    }
}
