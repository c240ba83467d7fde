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

    private RouteTable(PathNode root) {
        this.root = root;
    }

    /**
     * Compiles rules, in any order.
     *
     * @throws IllegalArgumentException if a pattern is malformed, or two rules are for the same path and
     *     method; the message names both
     */
    public static RouteTable of(List<Route> routes) {
        PathNode.Builder root = new PathNode.Builder();
        for (Route route : routes) {
            root.at(PathPattern.parse(route.path())).add(route);
        }
        return new RouteTable(root.build());
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
        MethodRules rules = root.find(path, 1);
        return rules == null ? Requirement.UNMATCHED : rules.forMethod(method);
    }
}
