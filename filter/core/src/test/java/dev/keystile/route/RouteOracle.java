package dev.keystile.route;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a table of routes must say, found by trying every pattern on the path. */
final class RouteOracle {

    private RouteOracle() {}

    /** The access level of a request with a decoded path. */
    static Access access(List<Route> routes, String method, String path) {
        Access access = accessAsWritten(routes, method, path);
        if (path.length() > 1 && path.endsWith("/")) {
            Access without = accessAsWritten(routes, method, path.substring(0, path.length() - 1));
            return both(access, without);
        }
        return access;
    }

    /** The access that satisfies both; a delegated route takes no publishable key, and a publishable one no other token. */
    private static Access both(Access one, Access other) {
        if (EnumSet.of(one, other).equals(EnumSet.of(Access.DELEGATED, Access.PUBLISHABLE))) {
            return Access.SECRET;
        }
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Access accessAsWritten(List<Route> routes, String method, String path) {
        List<Route> best = routes.stream()
                .filter(route -> path.matches(regex(route.path())))
                .collect(Collectors.groupingBy(route -> rank(route.path())))
                .entrySet()
                .stream()
                .min(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue)
                .orElse(List.of());
        for (String wanted : method.equals("HEAD") ? List.of("HEAD", "GET") : List.of(method)) {
            for (Route route : best) {
                if (route.methods().contains(wanted)) {
                    return route.access();
                }
            }
        }
        return best.stream()
                .filter(route -> route.methods().isEmpty())
                .findFirst()
                .map(Route::access)
                .orElse(Access.SECRET);
    }

    private static String regex(String pattern) {
        if (pattern.equals("/**")) {
            return "/.*";
        }
        boolean subtree = pattern.endsWith("/**");
        String path = subtree ? pattern.substring(0, pattern.length() - 3) : pattern;
        return path.replace("{x}", "[^/]+") + (subtree ? "(/.*)?" : "");
    }

    /** Sorts before whatever is less specific: literal, then {name}, then the end, then /**. */
    private static String rank(String pattern) {
        return Arrays.stream(pattern.substring(1).split("/"))
                .map(segment -> segment.equals("{x}") ? "1" : segment.equals("**") ? "3" : "0")
                .collect(Collectors.joining());
    }
}
