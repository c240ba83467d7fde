package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that a request with a known key must meet. Policies of an application are called after the built-in policies:
 * they can refuse a request, and cannot let a request pass that a built-in policy refuses. They are called again when the
 * application dispatches a request to another path.
 *
 * <p>Called for every request, on the thread that decides about it, by many threads at once: a policy does no I/O and does
 * not block. A request whose policy throws is refused with 503.
 *
 * <pre>{@code
 * final class NoReportsOnDemo implements Policy {
 *
 *     private static final Refusal REFUSAL = Refusal.of(
 *             "reports_need_live_data", 403, "Not with demo data", "Use a key of the Default Project for reports.");
 *
 *     @Override
 *     public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
 *         boolean demo = key.identity().environment().id().equals("demo");
 *         return demo && route.route().startsWith("/reports") ? REFUSAL : null;
 *     }
 *
 *     @Override
 *     public Set<Refusal> refusals() {
 *         return Set.of(REFUSAL);
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Policy {

    /**
     * The refusal of a request.
     *
     * @param key the key, or the identity that a gateway asserts
     * @param route the requirement of the route that matches the request
     * @return null if the request meets this policy
     */
    @Nullable
    Refusal refusal(RequestView request, KnownKey key, Requirement route);

    /**
     * All refusals that this policy may return. Called once, at start-up, so that the codes in logs and metrics are known
     * beforehand. Another refusal is treated like an exception.
     */
    default Set<Refusal> refusals() {
        return Set.of();
    }
}
