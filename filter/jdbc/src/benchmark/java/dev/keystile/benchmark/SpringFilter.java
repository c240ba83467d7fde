package dev.keystile.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Spring Security's filter for bearer tokens, whose introspector is cached; the context is cleared as its chain does. */
final class SpringFilter implements Filter {

    private final Cache<String, Optional<OAuth2AuthenticatedPrincipal>> principals =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final Set<String> keys;
    private final BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(
            new ProviderManager(new OpaqueTokenAuthenticationProvider(this::introspect)));

    SpringFilter(Set<String> keys) {
        this.keys = keys;
    }

    private OAuth2AuthenticatedPrincipal introspect(String token) {
        return principals.get(token, this::load).orElseThrow(() -> new BadOpaqueTokenException("unknown key"));
    }

    private Optional<OAuth2AuthenticatedPrincipal> load(String token) {
        String name = token.substring(token.length() - 4);
        return keys.contains(token)
                ? Optional.of(new DefaultOAuth2AuthenticatedPrincipal(name, Map.of("sub", name), List.of()))
                : Optional.empty();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            bearer.doFilter(request, response, chain);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
