package dev.keystile.route;

import java.util.List;

/**
 * The compiled rules. The most specific pattern wins, compared segment by segment from the left:
 * literal, then {@code {name}}, then {@code /**}. The path is chosen before the method: a method that
 * no rule of the best path lists needs a secret key, and so does a path that no pattern matches.
 *
 * <p>A look-up costs the length of the path, however many rules there are.
 */
public final class RouteTable {

    private final PathNode root;
    private final PathCase pathCase;

    private RouteTable(PathNode root, PathCase pathCase) {
        this.root = root;
        this.pathCase = pathCase;
    }

    /**
     * Compiles rules, in any order; the letter case of a path counts.
     *
     * @throws IllegalArgumentException if a pattern is malformed, or two rules are for the same path and
     *     method; the message names both
     */
    public static RouteTable of(List<Route> routes) {
        return of(routes, PathCase.SENSITIVE);
    }

    /**
     * Compiles rules, in any order.
     *
     * @param pathCase whether the letter case of a path counts
     * @throws IllegalArgumentException if a pattern is malformed, or two rules are for the same path and
     *     method; the message names both
     */
    public static RouteTable of(List<Route> routes, PathCase pathCase) {
        RouteTable asWritten = compile(routes, PathCase.SENSITIVE);
        if (pathCase == PathCase.SENSITIVE) {
            return asWritten;
        }
        try {
            return compile(routes, pathCase);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", since paths.case is " + pathCase, e);
        }
    }

    private static RouteTable compile(List<Route> routes, PathCase pathCase) {
        PathNode.Builder root = new PathNode.Builder();
        for (Route route : routes) {
            root.at(PathPattern.parse(pathCase.fold(route.path()))).add(route);
        }
        return new RouteTable(root.build(), pathCase);
    }

    /**
     * What a request with this method and path needs.
     *
     * @param path decoded, relative to the context, beginning with a slash
     */
    public Requirement match(String method, String path) {
        Requirement asWritten = find(method, path);
        int last = path.length() - 1;
        if (last < 1 || path.charAt(last) != '/') {
            return asWritten;
        }
        // Frameworks differ on whether /x/ is /x: both readings have to be satisfied.
        return asWritten.and(find(method, path.substring(0, last)));
    }

    private Requirement find(String method, String path) {
        MethodRules rules = root.find(pathCase.fold(path), 1);
        return rules == null ? Requirement.UNMATCHED : rules.forMethod(method);
    }
}
