package dev.keystile.assertion;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that one fetch brought. Immutable; two sets are never equal, also if they have the same keys. */
final class FetchedKeySet {

    private final Map<String, ECKey> keys;
    private final long startedAt;
    private final @Nullable Long missedAt;

    private FetchedKeySet(Map<String, ECKey> keys, long startedAt, @Nullable Long missedAt) {
        this.keys = keys;
        this.startedAt = startedAt;
        this.missedAt = missedAt;
    }

    /**
     * The set of a fetch.
     *
     * @param keys by name
     * @param keyId the name that the keys were fetched for
     * @param startedAt when the fetch began, in ticks
     * @param previous the set before; null if there is none
     */
    static FetchedKeySet of(Map<String, ECKey> keys, String keyId, long startedAt, @Nullable FetchedKeySet previous) {
        Long missedBefore = previous == null ? null : previous.missedAt;
        return new FetchedKeySet(keys, startedAt, keys.containsKey(keyId) ? missedBefore : Long.valueOf(startedAt));
    }

    /** Whether there is a key of this name. */
    boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    /** What this set says of a name. */
    KeyLookup find(String keyId) {
        return KeyLookup.of(keys.get(keyId));
    }

    /** Whether the fetch began less than {@code age} ago. */
    boolean isYoungerThan(Duration age, long now) {
        return now - startedAt < age.toNanos();
    }

    /** Whether a fetch that lacked the key it was for began less than {@code time} ago. */
    boolean lackedOneWithin(Duration time, long now) {
        return missedAt != null && now - missedAt < time.toNanos();
    }
}
