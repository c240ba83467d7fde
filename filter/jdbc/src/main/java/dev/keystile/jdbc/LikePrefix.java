package dev.keystile.jdbc;

/** The pattern of {@code LIKE … ESCAPE '!'} for texts with a certain beginning. */
final class LikePrefix {

    private LikePrefix() {}

    /** The pattern, in which no character of the beginning is a wildcard. */
    static String of(String beginning) {
        return beginning.replaceAll("[!%_]", "!$0") + "%";
    }
}
