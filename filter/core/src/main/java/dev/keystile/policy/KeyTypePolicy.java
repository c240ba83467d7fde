package dev.keystile.policy;

import dev.keystile.key.KeyType;
import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import org.jspecify.annotations.Nullable;

/** Refuses publishable keys on routes that need a secret key. */
final class KeyTypePolicy implements Policy {

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        Access access = route.access();
        boolean needsSecret = access == Access.SECRET || access == Access.DELEGATED;
        return needsSecret && key.type() != KeyType.SECRET ? DenyReason.SECRET_KEY_REQUIRED : null;
    }
}
