package dev.keystile.demo.organization;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many at most
 * @param newestFirst the order
 * @param after only what comes behind this identifier
 * @param before only what comes ahead of this identifier; one of the two at most
 * @param domains only organizations with one of these domains, in lower case; all if empty
 */
record PageRequest(
        int limit,
        boolean newestFirst,
        @Nullable String after,
        @Nullable String before,
        Set<String> domains) {

    boolean includes(Organization organization) {
        return domains.isEmpty()
                || organization.domains().stream().anyMatch(domain -> domains.contains(domain.domain()));
    }
}
