package dev.keystile.demo.activity;

import dev.keystile.decision.Decision;
import dev.keystile.policy.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response.
 *
 * @param time when it came in
 * @param method one of the methods that are told apart, or {@code OTHER}
 * @param path its path; null where it is not to be shown
 * @param decision what was decided
 * @param status the status of the response
 * @param took from its arrival to its response
 */
public record ActivityEntry(
        Instant time, String method, @Nullable String path, Decision decision, int status, Duration took) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    /** Keeps nothing of a method that a client made up. */
    public ActivityEntry {
        method = METHODS.contains(method) ? method : "OTHER";
    }

    /** The id that the response names. */
    public String requestId() {
        return decision.requestId();
    }

    /** The reason of a refusal; null if the request passed or was a preflight. */
    public @Nullable Refusal refusal() {
        return decision instanceof Decision.Denied denied ? denied.refusal() : null;
    }

    /** The Project ID of the project that the request belongs to; null if the request belongs to none. */
    public @Nullable String projectId() {
        return decision.identity().map(identity -> identity.projectId()).orElse(null);
    }

    /** The path, or else the route's pattern. */
    public String target() {
        return path == null ? decision.route() : path;
    }
}
