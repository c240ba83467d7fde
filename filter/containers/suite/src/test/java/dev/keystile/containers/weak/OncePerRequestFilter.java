package dev.keystile.containers.weak;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Looks at a request once, and not at the paths that it is dispatched to. */
public final class OncePerRequestFilter extends HandWrittenFilter {

    private static final String SEEN = "seen";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(SEEN) != null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(SEEN, true);
        super.doFilter(request, response, chain);
    }
}
