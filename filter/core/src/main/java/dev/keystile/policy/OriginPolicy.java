package dev.keystile.policy;

import dev.keystile.key.Restrictions;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import org.jspecify.annotations.Nullable;

/** Refuses requests without one of the origins to which their key is restricted. */
final class OriginPolicy implements Policy {

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        Restrictions restrictions = key.restrictions();
        boolean violated = restrictions.origins() != null && !restrictions.allowOrigin(request.only("Origin"));
        return violated ? DenyReason.ORIGIN_NOT_ALLOWED : null;
    }
}
