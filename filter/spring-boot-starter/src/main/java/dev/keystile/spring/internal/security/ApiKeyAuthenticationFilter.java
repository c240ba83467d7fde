package dev.keystile.spring.internal.security;

import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Puts the authentication of a key in place, in each dispatch of a request. The context is kept in the request alone: no
 * session is made, and none that there is gets it.
 */
final class ApiKeyAuthenticationFilter extends GenericFilterBean {

    private final KeyAuthorities authorities;
    private final SecurityContextHolderStrategy contexts;
    private final RequestAttributeSecurityContextRepository ofRequest = new RequestAttributeSecurityContextRepository();

    ApiKeyAuthenticationFilter(KeyAuthorities authorities, SecurityContextHolderStrategy contexts) {
        this.authorities = authorities;
        this.contexts = contexts;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ApiKeyAuthFilter.identity(request).ifPresent(identity -> {
            SecurityContext context = contexts.createEmptyContext();
            context.setAuthentication(authorities.authentication(identity));
            contexts.setContext(context);
            // So that nothing behind takes it for a login that is to be saved.
            ofRequest.saveContext(context, (HttpServletRequest) request, (HttpServletResponse) response);
        });
        chain.doFilter(request, response);
    }
}
