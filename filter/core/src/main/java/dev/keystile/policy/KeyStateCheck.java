package dev.keystile.policy;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Checks whether a key is revoked or expired, whatever the request. */
final class KeyStateCheck {

    private final InstantSource clock;

    KeyStateCheck(InstantSource clock) {
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
