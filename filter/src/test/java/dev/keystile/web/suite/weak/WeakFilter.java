package dev.keystile.web.suite.weak;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thirty lines of one's own: what teams write by hand. Each subclass has one well-known hole. */
abstract class WeakFilter implements Filter {

    private static final Set<String> OPEN =
            Set.of("/health", "/forward", "/writer-forward", "/include", "/async", "/fail", "/caf\u00e9", "/error");

    boolean needsKey(HttpServletRequest request) {
        String path = request.getServletPath();
        return !OPEN.contains(path) && !path.startsWith("/docs") && !path.startsWith("/open");
    }

    @Nullable
    String key(HttpServletRequest request) {
        String value = request.getHeader("Authorization");
        return value != null && value.startsWith("Bearer sk_demo_aaaa") ? value.substring(7) : null;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String key = key((HttpServletRequest) request);
        if (needsKey((HttpServletRequest) request) && (key == null || !key.startsWith("sk_demo_aaaa"))) {
            ((HttpServletResponse) response).setStatus(401);
            return;
        }
        chain.doFilter(request, response);
    }
}
