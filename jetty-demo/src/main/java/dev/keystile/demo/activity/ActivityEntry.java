package dev.keystile.demo.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer.
 *
 * @param time when it came in
 * @param method one of the methods that are told apart, or {@code OTHER}
 * @param path its path; null where it is not to be shown
 * @param decision what the filter decided
 * @param status the status of the answer
 * @param requestId the id that the answer names
 * @param took from its coming in to its answer
 */
public record ActivityEntry(
        Instant time,
        String method,
        @Nullable String path,
        Decision decision,
        int status,
        String requestId,
        Duration took) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    /** Keeps nothing of a method that a client made up. */
    public ActivityEntry {
        method = METHODS.contains(method) ? method : "OTHER";
    }

    /** The path, or else the route's pattern. */
    public String target() {
        return path == null ? decision.route() : path;
    }
}
