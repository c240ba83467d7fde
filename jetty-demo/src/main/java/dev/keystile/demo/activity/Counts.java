package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.Map;

/**
 * How many requests ended how.
 *
 * @param granted how many came through
 * @param refused how many did not, by reason
 */
public record Counts(long granted, Map<Refusal, Long> refused) {

    /** Keeps its own copy. */
    public Counts {
        refused = Map.copyOf(refused);
    }

    /** All of them. */
    public long total() {
        return granted + refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those of one group. */
    public long of(OutcomeGroup group) {
        long sum = group == OutcomeGroup.GRANTED ? granted : 0;
        for (Map.Entry<Refusal, Long> entry : refused.entrySet()) {
            sum += OutcomeGroup.of(entry.getKey()) == group ? entry.getValue() : 0;
        }
        return sum;
    }
}
