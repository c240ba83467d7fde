package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Refuses revoked and expired keys. */
final class KeyStatePolicy implements Policy {

    private final InstantSource clock;

    KeyStatePolicy(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        return terminalState(key);
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
