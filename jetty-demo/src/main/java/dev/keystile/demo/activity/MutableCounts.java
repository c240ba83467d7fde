package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts requests: granted, and refused by reason. Not safe for use by several threads. */
final class MutableCounts {

    private final Map<Refusal, Long> refused = new HashMap<>();
    private long granted;

    /** Counts a request; null for a granted one. */
    void count(@Nullable Refusal reason) {
        if (reason == null) {
            granted++;
        } else {
            refused.merge(reason, 1L, Long::sum);
        }
    }

    /** Adds other counts to these. */
    void add(MutableCounts other) {
        granted += other.granted;
        other.refused.forEach((reason, count) -> refused.merge(reason, count, Long::sum));
    }

    /** The present counts. */
    Counts counts() {
        return new Counts(granted, refused);
    }
}
