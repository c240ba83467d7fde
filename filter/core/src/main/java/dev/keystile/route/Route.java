package dev.keystile.route;

import dev.keystile.key.Scopes;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rule of the table.
 *
 * @param path the pattern: literal segments, {@code {name}} for one segment, {@code /**} at the end for
 *     the path before it and everything below
 * @param methods the methods that the rule is for, case-sensitive; empty for all; GET covers HEAD
 * @param access what it asks of a request
 * @param scopes the scopes that a secret key has to include; only where access is secret
 * @param origin where the rule was written, for messages: {@code keystile.yaml:12}
 */
public record Route(String path, Set<String> methods, Access access, Set<String> scopes, String origin) {

    /** @throws IllegalArgumentException if scopes are malformed, or named where no secret key is asked for */
    public Route {
        methods = Set.copyOf(methods);
        scopes = Scopes.of(scopes).values();
        if (!scopes.isEmpty() && access != Access.SECRET) {
            throw new IllegalArgumentException(
                    "scopes need access: secret; access: " + access + " does not look at them");
        }
    }

    /** A rule for all methods, written in code. */
    public static Route of(String path, Access access) {
        return new Route(path, Set.of(), access, Set.of(), "code");
    }

    /** A rule for some methods, written in code. */
    public static Route of(List<String> methods, String path, Access access) {
        return new Route(path, Set.copyOf(methods), access, Set.of(), "code");
    }

    /** This rule, asking for these scopes as well. */
    public Route withScopes(String... required) {
        Set<String> all = new TreeSet<>(scopes);
        Collections.addAll(all, required);
        return new Route(path, methods, access, all, origin);
    }

    /** What a message calls this rule: methods, path and origin. */
    @Override
    public String toString() {
        String verbs = methods.isEmpty() ? "" : String.join(",", new TreeSet<>(methods)) + " ";
        return verbs + path + " (" + origin + ")";
    }
}
