package dev.keystile.demo.api;

import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a list. At most one of {@code after} and {@code before} is set.
 *
 * @param limit the max of objects
 * @param newestFirst whether the list begins with the newest object
 * @param after the identifier after which the page begins; null for none
 * @param before the identifier before which the page ends; null for none
 */
public record PageRequest(
        int limit,
        boolean newestFirst,
        @Nullable String after,
        @Nullable String before) {}
