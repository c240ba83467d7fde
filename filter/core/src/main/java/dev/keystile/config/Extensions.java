package dev.keystile.config;

import dev.keystile.cache.CacheListener;
import dev.keystile.decision.DecisionListener;
import dev.keystile.policy.Policy;
import java.util.List;

/**
 * What code adds to a configuration: listeners, and policies of the application. Immutable.
 *
 * @param decisions hears every decision
 * @param cache hears what the cache does
 * @param policies are asked after the built-in ones, in this order
 */
public record Extensions(DecisionListener decisions, CacheListener cache, List<Policy> policies) {

    /** Nothing is added. */
    public static final Extensions NONE = new Extensions(DecisionListener.NONE, CacheListener.NONE, List.of());

    /** Keeps its own copy of the policies. */
    public Extensions {
        policies = List.copyOf(policies);
    }

    /** Listeners, and no policies. */
    public static Extensions listeners(DecisionListener decisions, CacheListener cache) {
        return new Extensions(decisions, cache, List.of());
    }
}
