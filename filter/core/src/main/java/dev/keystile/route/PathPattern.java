package dev.keystile.route;

import dev.keystile.key.Redaction;
import java.util.List;

/**
 * The parsed pattern of a route.
 *
 * @param segments the segments: literal text, or {@link #ANY} for {@code {name}}
 * @param subtree whether the pattern ends in {@code /**}
 */
record PathPattern(List<String> segments, boolean subtree) {

    /** Stands for {@code {name}}; no literal segment can have a brace. */
    static final String ANY = "{}";

    private static final String SUBTREE = "/**";

    /** @throws IllegalArgumentException if the pattern is malformed; the message says why */
    static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw malformed(pattern, "it must begin with a slash");
        }
        if (pattern.equals("/")) {
            return new PathPattern(List.of(""), false);
        }
        boolean subtree = pattern.endsWith(SUBTREE);
        String path = subtree ? pattern.substring(0, pattern.length() - SUBTREE.length()) : pattern;
        if (subtree && path.isEmpty()) {
            return new PathPattern(List.of(), true);
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = segment(pattern, segments[i]);
        }
        return new PathPattern(List.of(segments), subtree);
    }

    private static String segment(String pattern, String segment) {
        if (segment.isEmpty()) {
            throw malformed(
                    pattern, "it has an empty segment; /x covers itself and /x/** covers /x/ and everything below");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw malformed(pattern, "a segment '" + segment + "' never reaches an application");
        }
        if (segment.startsWith("{") && segment.endsWith("}")) {
            String name = segment.substring(1, segment.length() - 1);
            if (name.isEmpty() || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
                throw malformed(pattern, Redaction.quoted(segment) + " must hold a name, as in {id}");
            }
            return ANY;
        }
        if (segment.chars().anyMatch(c -> "*?{}\\;%#".indexOf(c) >= 0 || Character.isISOControl(c))) {
            throw malformed(
                    pattern,
                    Redaction.quoted(segment)
                            + " is neither literal text nor a {name}, and /** may stand only at the end");
        }
        return segment;
    }

    private static IllegalArgumentException malformed(String pattern, String why) {
        return new IllegalArgumentException("path " + Redaction.quoted(pattern) + " is not a pattern: " + why);
    }
}
