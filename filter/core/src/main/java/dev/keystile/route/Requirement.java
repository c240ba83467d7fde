package dev.keystile.route;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request needs to come through.
 *
 * @param access the kind of key, if any
 * @param scopes the scopes that a secret key has to include
 * @param route the pattern that decided, or {@code unmatched}; safe as a metric's label
 */
public record Requirement(Access access, Set<String> scopes, String route) {

    /** Where no rule says otherwise. */
    public static final Requirement UNMATCHED = new Requirement(Access.SECRET, Set.of(), "unmatched");

    /** What satisfies both. */
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
