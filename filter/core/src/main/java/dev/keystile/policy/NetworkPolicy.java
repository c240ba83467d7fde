package dev.keystile.policy;

import dev.keystile.key.Restrictions;
import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Requirement;
import org.jspecify.annotations.Nullable;

/** Refuses requests of clients outside the networks to which their key is restricted. */
final class NetworkPolicy implements Policy {

    private final TrustedProxies proxies;

    NetworkPolicy(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        Restrictions restrictions = key.restrictions();
        boolean violated = restrictions.networks() != null && !restrictions.allowAddress(proxies.clientOf(request));
        return violated ? DenyReason.IP_NOT_ALLOWED : null;
    }
}
