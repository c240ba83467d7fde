package dev.keystile.route;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requirements of one pattern, by method. Immutable. */
final class MethodRules {

    private final Map<String, Requirement> byMethod;
    private final Requirement otherwise;

    private MethodRules(Map<String, Requirement> byMethod, Requirement otherwise) {
        this.byMethod = byMethod;
        this.otherwise = otherwise;
    }

    /** The requirement of a method, which is case-sensitive; HEAD has that of GET unless it is listed itself. */
    Requirement forMethod(String method) {
        if (byMethod.isEmpty()) {
            return otherwise;
        }
        Requirement listed = byMethod.get(method);
        if (listed == null && method.equals("HEAD")) {
            listed = byMethod.get("GET");
        }
        return listed == null ? otherwise : listed;
    }

    /** Collects the rules of one pattern, at most one for each method. */
    static final class Builder {

        private final Map<String, Route> byMethod = new LinkedHashMap<>();
        private final boolean encodedByDefault;
        private @Nullable Route otherwise;
        private @Nullable Route first;

        /** @param encodedByDefault whether routes accept encoded paths that do not say so themselves */
        Builder(boolean encodedByDefault) {
            this.encodedByDefault = encodedByDefault;
        }

        /** @throws IllegalArgumentException if there is a rule for the same method already */
        void add(Route route) {
            if (first == null) {
                first = route;
            }
            if (route.methods().isEmpty()) {
                refuseSecond(otherwise, route);
                otherwise = route;
            }
            for (String method : route.methods()) {
                refuseSecond(byMethod.put(method, route), route);
            }
        }

        private static void refuseSecond(@Nullable Route earlier, Route route) {
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "two rules for the same requests: " + earlier + " and " + route + "; keep one of them");
            }
        }

        MethodRules build() {
            Map<String, Requirement> requirements = new HashMap<>();
            byMethod.forEach((method, route) -> requirements.put(method, requirement(route)));
            if (otherwise != null) {
                return new MethodRules(requirements, requirement(otherwise));
            }
            // A method that no rule lists needs a secret key.
            boolean allEncoded = byMethod.values().stream().allMatch(this::isEncoded);
            String path = first == null ? Requirement.UNMATCHED.route() : first.path();
            return new MethodRules(requirements, new Requirement(Access.SECRET, Set.of(), path, allEncoded));
        }

        private Requirement requirement(Route route) {
            return new Requirement(route.access(), route.scopes(), route.path(), isEncoded(route));
        }

        private boolean isEncoded(Route route) {
            return route.encoded() == null ? encodedByDefault : route.encoded() == EncodedPaths.ACCEPT;
        }
    }
}
