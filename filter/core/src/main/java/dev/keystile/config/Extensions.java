package dev.keystile.config;

import dev.keystile.admin.KeyAdmin;
import dev.keystile.cache.CacheListener;
import dev.keystile.decision.DecisionListener;
import dev.keystile.legacy.LegacyKeys;
import dev.keystile.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a filter that only code can add to a configuration: listeners and policies. Immutable.
 *
 * @param decisions receives each decision
 * @param cache receives the events of the cache
 * @param policies called after the built-in policies, in this order
 * @param legacyKeys the keys of an earlier system; null for none
 */
public record Extensions(
        DecisionListener decisions,
        CacheListener cache,
        List<Policy> policies,
        @Nullable LegacySource legacyKeys) {

    /** No extensions. */
    public static final Extensions NONE = listeners(DecisionListener.NONE, CacheListener.NONE);

    /** Copies the policies. */
    public Extensions {
        policies = List.copyOf(policies);
    }

    /**
     * The keys of an earlier system, and the administration that adopts them into the store.
     *
     * @param keys the keys of the earlier system
     * @param admin works on the same store as the filter
     */
    public record LegacySource(LegacyKeys keys, KeyAdmin admin) {}

    /** Extensions with listeners and without policies. */
    public static Extensions listeners(DecisionListener decisions, CacheListener cache) {
        return new Extensions(decisions, cache, List.of(), null);
    }
}
