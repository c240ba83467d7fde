package dev.keystile.route;

import dev.keystile.key.Scopes;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A route: the access level of the requests that match a pattern and a method.
 *
 * <pre>{@code
 * Route route = Route.of(List.of("GET"), "/orders/{id}", Access.SECRET).withScopes("orders:read");
 * }</pre>
 *
 * @param path the pattern: literal segments, {@code {name}} for one segment, {@code /**} at the end for the path before it
 *     and everything below
 * @param methods the methods of the route, case-sensitive; empty for all methods; GET includes HEAD
 * @param access the access level
 * @param scopes the scopes that a secret key must include; empty unless the access is {@link Access#SECRET}
 * @param encoded whether paths may have escapes of {@code / % \ ; .}; null for the default of the configuration
 * @param origin the place of the route in the configuration, for messages, such as {@code keystile.yaml:12}
 */
public record Route(
        String path,
        Set<String> methods,
        Access access,
        Set<String> scopes,
        @Nullable EncodedPaths encoded,
        String origin) {

    /**
     * Copies the sets.
     *
     * @throws IllegalArgumentException if a scope is malformed, or there are scopes and the access is not secret
     */
    public Route {
        methods = Set.copyOf(methods);
        scopes = Scopes.of(scopes).values();
        if (!scopes.isEmpty() && access != Access.SECRET) {
            throw new IllegalArgumentException(
                    "scopes need access: secret; access: " + access + " does not look at them");
        }
    }

    /** A route for all methods, written in code. */
    public static Route of(String path, Access access) {
        return new Route(path, Set.of(), access, Set.of(), null, "code");
    }

    /** A route for some methods, written in code. */
    public static Route of(List<String> methods, String path, Access access) {
        return new Route(path, Set.copyOf(methods), access, Set.of(), null, "code");
    }

    /**
     * This route, which requires these scopes too.
     *
     * @throws IllegalArgumentException if a scope is malformed, or the access is not secret
     */
    public Route withScopes(String... required) {
        Set<String> all = new TreeSet<>(scopes);
        Collections.addAll(all, required);
        return new Route(path, methods, access, all, encoded, origin);
    }

    /** This route, for paths with or without escapes of {@code / % \ ; .}. */
    public Route withEncoded(EncodedPaths paths) {
        return new Route(path, methods, access, scopes, paths, origin);
    }

    /** The methods, path and origin, for messages. */
    @Override
    public String toString() {
        String verbs = methods.isEmpty() ? "" : String.join(",", new TreeSet<>(methods)) + " ";
        return verbs + path + " (" + origin + ")";
    }
}
