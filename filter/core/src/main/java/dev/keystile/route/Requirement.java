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
 */
public record Requirement(Access access, Set<String> scopes, String route) {

    /** The requirement of a path that no pattern matches: a secret key. */
    public static final Requirement UNMATCHED = new Requirement(Access.SECRET, Set.of(), "unmatched");

    /** The requirement that includes this one and the other: the more restricted access, or else all scopes of both. */
    Requirement and(Requirement other) {
        int order = access.compareTo(other.access);
        if (order != 0) {
            return order > 0 ? this : other;
        }
        if (scopes.containsAll(other.scopes)) {
            return this;
        }
        Set<String> both = new TreeSet<>(scopes);
        both.addAll(other.scopes);
        return new Requirement(access, Collections.unmodifiableSet(both), route);
    }
}
