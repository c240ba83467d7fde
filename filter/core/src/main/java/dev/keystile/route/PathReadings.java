package dev.keystile.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the readings of one path: all that becomes of the path by decoding, by taking {@code \} for a slash, by dropping
 * what follows {@code ;} in a segment, and by merging slashes, in any order.
 */
final class PathReadings {

    /** The max number of readings, which bounds the work. A path with two layers of encoding has about thirty. */
    private static final int MAX = 128;

    /** The max length of all readings together: a long path with many escapes would be dear, also without a key. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    private final boolean endsWithSlash;
    private final Set<String> all = new LinkedHashSet<>();
    private final Deque<String> unread = new ArrayDeque<>();
    private final Set<String> withoutEmptySegments = new LinkedHashSet<>();
    private final Set<String> withEmptySegments = new LinkedHashSet<>();

    private int characters;

    private PathReadings(boolean endsWithSlash) {
        this.endsWithSlash = endsWithSlash;
    }

    /**
     * The readings.
     *
     * @return null if a reading has a dot segment, a control character or invalid UTF-8, or the readings are too many or too long
     */
    static @Nullable PathReadings of(String rawPath) {
        PathReadings readings = new PathReadings(rawPath.endsWith("/"));
        return readings.addDecoded(rawPath) && readings.addFurther() ? readings : null;
    }

    private boolean addFurther() {
        while (!unread.isEmpty()) {
            String path = unread.remove();
            if (!addDecoded(path)
                    || !add(path.replace('\\', '/'))
                    || !add(withoutParameters(path))
                    || !add(withMergedSlashes(path))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the decoded path, with an escaped slash as a part of its segment and as a separator. */
    private boolean addDecoded(String path) {
        return add(PathDecoding.decode(path, PathDecoding.SLASH_IN_SEGMENT)) && add(PathDecoding.decode(path, '/'));
    }

    private boolean add(@Nullable String path) {
        if (path == null) {
            return false;
        }
        if (!all.add(path)) {
            return true;
        }
        unread.add(path);
        characters += path.length();
        return all.size() <= MAX && characters <= MAX_CHARACTERS && addSegments(path);
    }

    private boolean addSegments(String path) {
        StringBuilder dropped = new StringBuilder(path.length());
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
            if (!segment.isEmpty()) {
                dropped.append('/').append(segment);
            }
        }
        if (endsWithSlash || dropped.length() == 0) {
            dropped.append('/');
        }
        withoutEmptySegments.add(dropped.toString());
        if (!path.contentEquals(dropped)) {
            withEmptySegments.add(path);
        }
        return true;
    }

    /** The path without what follows a semicolon in each segment (RFC 3986, section 3.3). */
    private static String withoutParameters(String path) {
        if (path.indexOf(';') < 0) {
            return path;
        }
        StringBuilder rest = new StringBuilder(path.length());
        boolean inParameter = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inParameter = c == ';' || (inParameter && c != '/');
            if (!inParameter) {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    private static String withMergedSlashes(String path) {
        if (!path.contains("//")) {
            return path;
        }
        StringBuilder merged = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' || i == 0 || path.charAt(i - 1) != '/') {
                merged.append(c);
            }
        }
        return merged.toString();
    }

    /** The path with each segment decoded once. */
    String bySegments() {
        return all.iterator().next();
    }

    /** The readings without the empty segments that only decoding makes. */
    Set<String> withoutEmptySegments() {
        return withoutEmptySegments;
    }

    /** The readings with such segments, where there are any, or with the one at the end. */
    Set<String> withEmptySegments() {
        return withEmptySegments;
    }
}
