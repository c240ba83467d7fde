package dev.keystile.config;

import dev.keystile.cache.CacheListener;
import dev.keystile.decision.DecisionListener;
import dev.keystile.policy.Policy;
import java.util.List;

/**
 * The parts of a filter that only code can add to a configuration: listeners and policies. Immutable.
 *
 * @param decisions receives each decision
 * @param cache receives the events of the cache
 * @param policies called after the built-in policies, in this order
 */
public record Extensions(DecisionListener decisions, CacheListener cache, List<Policy> policies) {

    /** No extensions. */
    public static final Extensions NONE = new Extensions(DecisionListener.NONE, CacheListener.NONE, List.of());

    /** Copies the policies. */
    public Extensions {
        policies = List.copyOf(policies);
    }

    /** Extensions with listeners and without policies. */
    public static Extensions listeners(DecisionListener decisions, CacheListener cache) {
        return new Extensions(decisions, cache, List.of());
    }
}
