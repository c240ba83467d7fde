package dev.keystile.demo.dashboard;

import dev.keystile.decision.Decision;
import dev.keystile.demo.activity.ActivityEntry;
import dev.keystile.key.Identity;
import dev.keystile.policy.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the page shows it.
 *
 * @param target the path, or else the route's pattern
 * @param key the prefix and last four characters of its key, or the key's id; null for none
 * @param placed whether it belongs to a project
 * @param tone of the status: {@code good}, {@code warn} or {@code bad}
 * @param reason the code of the refusal; null for none
 * @param took how long it took, in words
 */
public record ActivityRow(
        @Nullable TimeView time,
        String method,
        String target,
        @Nullable String key,
        boolean placed,
        int status,
        String tone,
        @Nullable String reason,
        String took,
        String requestId) {

    /** @param keys what is shown of each key, by id */
    static ActivityRow of(ActivityEntry entry, Map<String, String> keys, Instant now) {
        Refusal reason = entry.refusal();
        return new ActivityRow(
                TimeView.of(entry.time(), now),
                entry.method(),
                entry.target(),
                key(entry.decision(), keys),
                entry.decision().identity().isPresent(),
                entry.status(),
                entry.status() < 400 ? "good" : entry.status() < 500 ? "warn" : "bad",
                reason == null ? null : reason.code(),
                took(entry.took()),
                entry.requestId());
    }

    private static @Nullable String key(Decision decision, Map<String, String> keys) {
        Identity identity = decision.identity().orElse(null);
        if (identity != null) {
            return keys.getOrDefault(identity.keyId(), identity.keyId());
        }
        return decision instanceof Decision.Denied denied ? denied.hint() : null;
    }

    private static String took(Duration time) {
        long millis = Math.max(0, time.toMillis());
        return millis == 0 ? "< 1 ms" : millis < 10_000 ? millis + " ms" : millis / 1000 + " s";
    }
}
