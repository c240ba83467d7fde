package dev.keystile.spring.internal.proxy;

import dev.keystile.config.Keystile;
import dev.keystile.key.Identity;
import dev.keystile.reply.HiddenFields;
import dev.keystile.servlet.ApiKeyAuthFilter;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Tells the service behind whose request it gets: sets all six identity fields of each request, empty where there is no key,
 * and removes those that a client or another filter has set.
 */
public final class IdentityFields implements RequestHttpHeadersFilter, Ordered {

    private final HiddenFields hidden;
    private final Function<Identity, String> assertion;

    /** @param assertion signs an identity; empty for no assertion */
    public IdentityFields(Keystile keystile, Function<Identity, String> assertion) {
        this.hidden = keystile.hiddenFields();
        this.assertion = assertion;
    }

    @Override
    public HttpHeaders apply(HttpHeaders input, ServerRequest request) {
        HttpHeaders headers = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!hidden.isIdentity(name)) {
                headers.addAll(name, values);
            }
        });
        Optional<Identity> identity = ApiKeyAuthFilter.identity(request.servletRequest());
        set(headers, "X-Keystile-Account", identity, known -> known.account().id());
        set(
                headers,
                "X-Keystile-Environment",
                identity,
                known -> known.environment().id());
        set(headers, "X-Keystile-Project", identity, Identity::projectId);
        set(headers, "X-Keystile-Key-Id", identity, Identity::keyId);
        set(headers, "X-Keystile-Key-Type", identity, known -> known.type().label());
        set(headers, "X-Keystile-Assertion", identity, assertion);
        return headers;
    }

    private static void set(
            HttpHeaders headers, String name, Optional<Identity> identity, Function<Identity, String> value) {
        headers.set(name, identity.map(value).orElse(""));
    }

    /** After all others. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
