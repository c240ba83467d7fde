package dev.keystile.route;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path with escapes of {@code / % \ ; .}, and its readings: the paths for which a container, a framework or a service may
 * take it. The readings are the path decoded once, and again until nothing changes, with an escaped slash as a part of its
 * segment and as a separator; and each of these with {@code \} as a slash, and with what follows {@code ;} in a segment
 * dropped, in any order. Immutable.
 *
 * <pre>{@code
 * RouteTable routes = RouteTable.of(List.of(Route.of("/npm/**", Access.PUBLIC).withEncoded(EncodedPaths.ACCEPT)));
 * EncodedPath path = EncodedPath.parse("/npm/@scope%2Fpkg"); // read as /npm/{name} and as /npm/@scope/pkg
 * Requirement requirement = path == null ? null : routes.match("GET", path);
 * }</pre>
 */
public final class EncodedPath {

    /** The escapes that containers leave in the path that they decode: Undertow the first, Tomcat as it is configured. */
    private static final List<String> LEFT_ENCODED = List.of("/", "/%", "/\\", "/%\\");

    private final String raw;
    private final String bySegments;
    private final Set<String> readings;
    private final Set<String> withEmptySegments;

    private EncodedPath(String raw, String bySegments, Set<String> readings, Set<String> withEmptySegments) {
        this.raw = raw;
        this.bySegments = bySegments;
        this.readings = readings;
        this.withEmptySegments = withEmptySegments;
    }

    /**
     * Reads a path.
     *
     * @param rawPath the path of the request line, relative to the context
     * @return null if the path is ambiguous whatever is accepted: the raw path is malformed or has an empty segment, or a
     *     reading has a dot segment, a control character or invalid UTF-8
     */
    public static @Nullable EncodedPath parse(String rawPath) {
        if (PathSyntax.isMalformed(rawPath)) {
            return null;
        }
        PathReadings readings = PathReadings.of(rawPath);
        return readings == null
                ? null
                : new EncodedPath(
                        rawPath, readings.bySegments(), readings.withoutEmptySegments(), readings.withEmptySegments());
    }

    /**
     * This path with the path that the container has decoded, which is one more reading.
     *
     * @param path the decoded path, relative to the context
     * @return null if the container has read something else than this path
     */
    public @Nullable EncodedPath decodedAs(String path) {
        if (readings.contains(path) || withEmptySegments.contains(path)) {
            return this;
        }
        for (String kept : LEFT_ENCODED) {
            if (path.equals(PathDecoding.decodeExcept(raw, kept))) {
                Set<String> all = new LinkedHashSet<>(readings);
                all.add(path);
                return new EncodedPath(raw, bySegments, all, withEmptySegments);
            }
        }
        return null;
    }

    /**
     * The path with each segment decoded once, for a look-up in a {@link RouteTable}. A slash that was escaped is not a
     * separator, but a control character, which matches no literal segment.
     */
    public String bySegments() {
        return bySegments;
    }

    /** The readings. Empty segments that only decoding makes are dropped. */
    Collection<String> readings() {
        return readings;
    }

    /** The readings with the empty segments that decoding makes, where there are any. */
    Collection<String> withEmptySegments() {
        return withEmptySegments;
    }

    /** The path as it was sent. */
    @Override
    public String toString() {
        return raw;
    }
}
