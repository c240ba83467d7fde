package dev.keystile.demo.activity;

import dev.keystile.policy.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts that grow. */
final class Tally {

    private final Map<Refusal, Long> refused = new HashMap<>();
    private long granted;

    /** One more; null stands for no refusal. */
    void count(@Nullable Refusal reason) {
        if (reason == null) {
            granted++;
        } else {
            refused.merge(reason, 1L, Long::sum);
        }
    }

    void add(Tally other) {
        granted += other.granted;
        other.refused.forEach((reason, count) -> refused.merge(reason, count, Long::sum));
    }

    Counts counts() {
        return new Counts(granted, refused);
    }
}
