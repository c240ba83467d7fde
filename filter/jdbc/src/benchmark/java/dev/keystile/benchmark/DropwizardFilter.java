package dev.keystile.benchmark;

import com.codahale.metrics.MetricRegistry;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.auth.CachingAuthenticator;
import io.dropwizard.auth.PrincipalImpl;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/** Dropwizard's cached authenticator, called as its filter for OAuth calls it, and its refusal. */
final class DropwizardFilter implements Filter {

    private static final String PREFIX = "Bearer";
    private static final byte[] BODY =
            "Credentials are required to access this resource.".getBytes(StandardCharsets.UTF_8);

    private final CachingAuthenticator<String, Principal> authenticator;

    DropwizardFilter(Set<String> keys) {
        Authenticator<String, Principal> store = key ->
                keys.contains(key) ? Optional.of(new PrincipalImpl(key.substring(key.length() - 4))) : Optional.empty();
        authenticator = new CachingAuthenticator<>(
                new MetricRegistry(), store, Caffeine.newBuilder().maximumSize(100_000), true);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        Optional<Principal> principal = authenticate(request.getHeader("Authorization"));
        if (principal.isPresent()) {
            request.setAttribute("principal", principal.get());
            chain.doFilter(servletRequest, servletResponse);
            return;
        }
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setStatus(401);
        response.setHeader("WWW-Authenticate", "Bearer realm=\"realm\"");
        response.setContentType("text/plain");
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }

    private Optional<Principal> authenticate(String authorization) throws ServletException {
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (space < 0 || !PREFIX.equalsIgnoreCase(authorization.substring(0, space))) {
            return Optional.empty();
        }
        try {
            return authenticator.authenticate(authorization.substring(space + 1));
        } catch (AuthenticationException e) {
            throw new ServletException(e);
        }
    }
}
