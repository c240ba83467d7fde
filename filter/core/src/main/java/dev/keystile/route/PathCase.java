package dev.keystile.route;

import java.util.Locale;
import java.util.Optional;

/** The setting {@code paths.case}: whether letter case matters when a path is matched against the patterns of routes. */
public enum PathCase {
    /** {@code /Admin} and {@code /admin} are two paths. */
    SENSITIVE,
    /**
     * {@code /Admin} and {@code /admin} are one path, for services that ignore case. Only the ASCII letters A to Z are
     * folded: no locale and no Unicode folding.
     */
    INSENSITIVE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word for this setting in configuration files. */
    public String label() {
        return label;
    }

    /** The setting with this {@link #label()}; empty if there is none. */
    public static Optional<PathCase> ofLabel(String label) {
        for (PathCase pathCase : values()) {
            if (pathCase.label.equals(label)) {
                return Optional.of(pathCase);
            }
        }
        return Optional.empty();
    }

    /** The path in the form that is compared: the same instance, unless a letter has to be folded. */
    public String fold(String path) {
        if (this == SENSITIVE) {
            return path;
        }
        for (int i = 0; i < path.length(); i++) {
            if (isUpperCase(path.charAt(i))) {
                return folded(path, i);
            }
        }
        return path;
    }

    private static String folded(String path, int from) {
        char[] chars = path.toCharArray();
        for (int i = from; i < chars.length; i++) {
            if (isUpperCase(chars[i])) {
                chars[i] = (char) (chars[i] + 'a' - 'A');
            }
        }
        return new String(chars);
    }

    private static boolean isUpperCase(char c) {
        return c >= 'A' && c <= 'Z';
    }

    @Override
    public String toString() {
        return label;
    }
}
