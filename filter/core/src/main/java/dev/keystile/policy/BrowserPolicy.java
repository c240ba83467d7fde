package dev.keystile.policy;

import dev.keystile.key.KeyType;
import dev.keystile.request.Browsers;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import org.jspecify.annotations.Nullable;

/** Refuses secret keys in requests from browsers, where a secret key has leaked into client code. */
final class BrowserPolicy implements Policy {

    @Override
    public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
        boolean leaked = key.type() == KeyType.SECRET && Browsers.isFromBrowser(request);
        return leaked ? DenyReason.SECRET_KEY_IN_BROWSER : null;
    }
}
