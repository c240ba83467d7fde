package dev.keystile.policy;

import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import org.jspecify.annotations.Nullable;

/** Refuses secret keys without the scopes of the route. */
final class ScopePolicy implements Policy {

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        boolean lacksScope = route.access() == Access.SECRET && !key.scopes().includesAll(route.scopes());
        return lacksScope ? DenyReason.INSUFFICIENT_SCOPE : null;
    }
}
