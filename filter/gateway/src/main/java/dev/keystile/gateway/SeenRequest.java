package dev.keystile.gateway;

import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.verdict.Verdict;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Leaves the servlet's view of a request with it, for the access log, which sees the server's. */
final class SeenRequest implements Filter {

    private static final String ATTRIBUTE = "dev.keystile.gateway.seen";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, request);
        chain.doFilter(request, response);
    }

    /** What was decided about a request; null if nobody decided. */
    static @Nullable Verdict verdict(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof ServletRequest seen
                ? ApiKeyAuthFilter.verdict(seen).orElse(null)
                : null;
    }
}
