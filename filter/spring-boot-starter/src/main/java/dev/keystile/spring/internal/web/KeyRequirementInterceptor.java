package dev.keystile.spring.internal.web;

import dev.keystile.config.Keystile;
import dev.keystile.key.Identity;
import dev.keystile.policy.DenyReason;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.spring.internal.web.KeyRequirement.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a request whose key does not meet what the method that handles the request requires. */
public final class KeyRequirementInterceptor implements HandlerInterceptor {

    private final Keystile keystile;
    private final Map<Target, KeyRequirement> requirements = new ConcurrentHashMap<>();

    /** @param keystile writes the refusals */
    public KeyRequirementInterceptor(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        KeyRequirement requirement = requirements.computeIfAbsent(
                new Target(method.getBeanType(), method.getMethod()), target -> KeyRequirement.of(method));
        Identity identity = ApiKeyAuthFilter.identity(request).orElse(null);
        DenyReason reason = requirement.violation(identity);
        if (reason == null) {
            return true;
        }
        Set<String> scopes = reason == DenyReason.INSUFFICIENT_SCOPE ? requirement.scopes() : Set.of();
        ApiKeyAuthFilter.refuse(keystile, request, response, reason, scopes);
        return false;
    }
}
