package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One question that is asked of a request whose key is known. An application's own policies are asked after the built-in
 * ones, so they can refuse a request and never let one pass that would be refused without them. They are asked again
 * where the application dispatches a request to another path.
 *
 * <p>Called for every request, on the thread that decides it, by many threads at once: a policy does no input or output
 * and does not block. A request whose policy throws is refused with 503.
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
     * Why the request is refused.
     *
     * @param key the key, or the identity that a gateway asserts
     * @param route the rule that matches the request
     * @return null if nothing speaks against the request as far as this policy is concerned
     */
    @Nullable
    Refusal refusal(RequestView request, KnownKey key, Requirement route);

    /**
     * All that this policy may return; asked once, at start-up, so that codes in logs and metrics are known beforehand.
     * A refusal that is not among them is treated like an exception.
     */
    default Set<Refusal> refusals() {
        return Set.of();
    }
}
