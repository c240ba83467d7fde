package dev.keystile.demo.api;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit how many at most
 * @param newestFirst the order
 * @param after only what comes behind this identifier
 * @param before only what comes ahead of this identifier; one of the two at most
 */
public record PageRequest(
        int limit,
        boolean newestFirst,
        @Nullable String after,
        @Nullable String before) {}
