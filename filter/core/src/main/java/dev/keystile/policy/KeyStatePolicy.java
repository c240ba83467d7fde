package dev.keystile.policy;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Refuses revoked and expired keys. */
final class KeyStatePolicy {

    private final InstantSource clock;

    KeyStatePolicy(InstantSource clock) {
        this.clock = clock;
    }

    /** The refusal of a revoked or expired key; null while the key is active. */
    @Nullable
    DenyReason terminalState(KnownKey key) {
        if (key.isRevoked()) {
            return DenyReason.REVOKED_KEY;
        }
        return key.expires() && key.isExpiredAt(clock.millis()) ? DenyReason.EXPIRED_KEY : null;
    }
}
