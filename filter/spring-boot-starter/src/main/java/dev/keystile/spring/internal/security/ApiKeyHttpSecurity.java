package dev.keystile.spring.internal.security;

import dev.keystile.config.Keystile;
import dev.keystile.servlet.ApiKeyAuthFilter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Makes each {@link HttpSecurity} know the keys: the authentication is there behind {@link SecurityContextHolderFilter}, and
 * a request that has it needs no CSRF token: the authentication is that of the key and never that of a session. A browser
 * adds a key by itself only where a person has given the key to the browser as Basic credentials, which
 * {@code credentials.basic: false} rules out.
 */
public final class ApiKeyHttpSecurity implements Customizer<HttpSecurity> {

    private static final RequestMatcher HAS_KEY =
            request -> ApiKeyAuthFilter.identity(request).isPresent();

    private final Keystile keystile;

    /** @param keystile the configuration whose keys are known */
    public ApiKeyHttpSecurity(Keystile keystile) {
        this.keystile = keystile;
    }

    @Override
    public void customize(HttpSecurity http) {
        KeyAuthorities authorities = new KeyAuthorities(keystile.config().routes());
        http.addFilterAfter(
                new ApiKeyAuthenticationFilter(authorities, SecurityContextHolder.getContextHolderStrategy()),
                SecurityContextHolderFilter.class);
        http.csrf(csrf -> csrf.ignoringRequestMatchers(HAS_KEY));
        http.exceptionHandling(
                handling -> handling.defaultAccessDeniedHandlerFor(new ProblemAccessDeniedHandler(keystile), HAS_KEY));
    }
}
