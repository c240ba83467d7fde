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
        boolean needsSecret = route.access() == Access.SECRET && key.identity().type() != KeyType.SECRET;
        return needsSecret ? DenyReason.SECRET_KEY_REQUIRED : null;
    }
}
