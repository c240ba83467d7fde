package dev.keystile.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The compiled routes. The most specific pattern wins, compared segment by segment from the left: literal, then
 * {@code {name}}, then {@code /**}. The pattern is chosen before the method: a method that no route of the chosen pattern
 * lists requires a secret key, and so does a path that no pattern matches.
 *
 * <p>Immutable. The time of a look-up grows with the length of the path, not with the number of routes.
 *
 * <pre>{@code
 * RouteTable routes = RouteTable.of(List.of(Route.of("/health", Access.PUBLIC)));
 * routes.match("GET", "/health").access(); // PUBLIC
 * }</pre>
 */
public final class RouteTable {

    private final PathNode root;
    private final PathCase pathCase;
    private final boolean acceptsEncoded;

    private RouteTable(PathNode root, PathCase pathCase, boolean acceptsEncoded) {
        this.root = root;
        this.pathCase = pathCase;
        this.acceptsEncoded = acceptsEncoded;
    }

    /**
     * Compiles routes, in any order, for paths whose letter case matters.
     *
     * @throws IllegalArgumentException if a pattern is malformed, or two routes are for the same path and method;
     *     the message names both
     */
    public static RouteTable of(List<Route> routes) {
        return of(routes, PathCase.SENSITIVE);
    }

    /**
     * Compiles routes, in any order, of which none accepts encoded paths that does not say so.
     *
     * @param pathCase whether the letter case of a path matters
     * @throws IllegalArgumentException if a pattern is malformed, or two routes are for the same path and method;
     *     the message names both
     */
    public static RouteTable of(List<Route> routes, PathCase pathCase) {
        return of(routes, pathCase, EncodedPaths.REFUSE);
    }

    /**
     * Compiles routes, in any order.
     *
     * @param pathCase whether the letter case of a path matters
     * @param encoded the default for routes that do not say whether they accept encoded paths
     * @throws IllegalArgumentException if a pattern is malformed, or two routes are for the same path and method;
     *     the message names both
     */
    public static RouteTable of(List<Route> routes, PathCase pathCase, EncodedPaths encoded) {
        RouteTable asWritten = compile(routes, PathCase.SENSITIVE, encoded);
        if (pathCase == PathCase.SENSITIVE) {
            return asWritten;
        }
        try {
            return compile(routes, pathCase, encoded);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", since paths.case is " + pathCase, e);
        }
    }

    private static RouteTable compile(List<Route> routes, PathCase pathCase, EncodedPaths encoded) {
        boolean byDefault = encoded == EncodedPaths.ACCEPT;
        PathNode.Builder root = new PathNode.Builder(byDefault);
        for (Route route : routes) {
            root.at(PathPattern.parse(pathCase.fold(route.path()))).add(route);
        }
        boolean any = byDefault || routes.stream().anyMatch(route -> route.encoded() == EncodedPaths.ACCEPT);
        return new RouteTable(root.build(), pathCase, any);
    }

    /**
     * The requirement of a request.
     *
     * @param method the method, case-sensitive
     * @param path the decoded path, relative to the context, which begins with a slash
     */
    public Requirement match(String method, String path) {
        Requirement asWritten = find(method, path);
        int last = path.length() - 1;
        if (last < 1 || path.charAt(last) != '/') {
            return asWritten;
        }
        // Frameworks differ on whether /x/ is the same as /x: the request has to meet the requirements of both.
        return asWritten.and(find(method, path.substring(0, last)));
    }

    /** Whether any route accepts encoded paths. */
    public boolean acceptsEncoded() {
        return acceptsEncoded;
    }

    /**
     * The requirement of a request with an encoded path: those of all routes that its readings match.
     *
     * @param method the method, case-sensitive
     * @return null if a reading matches no route that accepts encoded paths
     */
    public @Nullable Requirement match(String method, EncodedPath path) {
        Requirement all = null;
        for (String reading : path.readings()) {
            Requirement one = match(method, reading);
            all = all == null ? one : all.and(one);
        }
        for (String reading : path.withEmptySegments()) {
            MethodRules rules = rules(reading);
            if (all != null && rules != null) {
                all = all.and(rules.forMethod(method));
            }
        }
        return all != null && all.encoded() ? all : null;
    }

    private Requirement find(String method, String path) {
        MethodRules rules = rules(path);
        return rules == null ? Requirement.UNMATCHED : rules.forMethod(method);
    }

    private @Nullable MethodRules rules(String path) {
        return root.find(pathCase.fold(path), 1);
    }
}
