package dev.keystile.spring.internal.security;

import dev.keystile.config.Keystile;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.Refusal;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** Responds with a problem document where Spring Security denies a request with a key, and as Spring Security does otherwise. */
public final class ProblemAccessDeniedHandler implements AccessDeniedHandler {

    private static final Refusal DENIED = Refusal.of(
            "access_denied",
            403,
            "Access denied",
            "This API key is good, but may not do this: use a key with the rights that this route needs.");

    /** Makes the refusal known at start-up, and refuses nothing itself. */
    public static final Policy REGISTRATION = new Policy() {
        @Override
        public @Nullable Refusal refusal(RequestView request, KnownKey key, Requirement route) {
            return null;
        }

        @Override
        public Set<Refusal> refusals() {
            return Set.of(DENIED);
        }
    };

    private final Keystile keystile;
    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();

    ProblemAccessDeniedHandler(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (ApiKeyAuthFilter.identity(request).isPresent()) {
            ApiKeyAuthFilter.refuse(keystile, request, response, DENIED, Set.of());
        } else {
            others.handle(request, response, denied);
        }
    }
}
