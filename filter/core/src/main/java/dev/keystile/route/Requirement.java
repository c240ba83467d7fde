package dev.keystile.route;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The requirement that a request has to meet.
 *
 * @param access the access level
 * @param scopes the scopes that a secret key must include
 * @param route the pattern that matched, or {@code unmatched}; safe as the label of a metric
 * @param encoded whether the path may have escapes of {@code / % \ ; .}
 */
public record Requirement(Access access, Set<String> scopes, String route, boolean encoded) {

    /** The requirement of a path that no pattern matches: a secret key. */
    public static final Requirement UNMATCHED = new Requirement(Access.SECRET, Set.of(), "unmatched", false);

    /** The requirement that includes this one and the other: the more restricted access, or else all scopes of both. */
    Requirement and(Requirement other) {
        boolean bothEncoded = encoded && other.encoded;
        if (isDelegatedAndPublishable(access, other.access)) {
            // A key is required, and a key of a delegated route must be secret.
            return new Requirement(Access.SECRET, Set.of(), route, bothEncoded);
        }
        int order = access.compareTo(other.access);
        if (order != 0) {
            return (order > 0 ? this : other).withEncoded(bothEncoded);
        }
        if (scopes.containsAll(other.scopes)) {
            return withEncoded(bothEncoded);
        }
        Set<String> both = new TreeSet<>(scopes);
        both.addAll(other.scopes);
        return new Requirement(access, Collections.unmodifiableSet(both), route, bothEncoded);
    }

    private static boolean isDelegatedAndPublishable(Access one, Access other) {
        return (one == Access.DELEGATED && other == Access.PUBLISHABLE)
                || (one == Access.PUBLISHABLE && other == Access.DELEGATED);
    }

    private Requirement withEncoded(boolean accepted) {
        return encoded == accepted ? this : new Requirement(access, scopes, route, accepted);
    }
}
