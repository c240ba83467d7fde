package dev.keystile.demo.activity;

import dev.keystile.decision.Decision;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;

/** Records each request to the API with its final response. Mapped before the filter that checks keys. */
public final class ActivityFilter implements Filter {

    private static final Pattern NOT_API =
            Pattern.compile("/(health|favicon\\.ico|sso/pages\\.css|(dashboard|docs|assets)(/.*)?)");

    private final ActivityLog log;
    private final InstantSource clock;

    /** A filter that writes to a log. */
    public ActivityFilter(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse httpResponse = (HttpServletResponse) response;
        Instant began = clock.instant();
        long startedAt = System.nanoTime();
        int failure = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            failure = 0;
        } catch (HttpException.RuntimeException e) {
            failure = e.getCode();
            throw e;
        } finally {
            int status = failure == 0 || httpResponse.isCommitted() ? httpResponse.getStatus() : failure;
            note((HttpServletRequest) request, status, began, System.nanoTime() - startedAt);
        }
    }

    private void note(HttpServletRequest request, int status, Instant began, long nanos) {
        Decision decision = ApiKeyAuthFilter.decision(request).orElse(null);
        String path = path(request);
        if (decision == null || NOT_API.matcher(path).matches()) {
            return;
        }
        boolean isGranted = decision instanceof Decision.Granted;
        log.add(new ActivityEntry(
                began,
                request.getMethod(),
                isGranted ? PlainPath.orNull(path) : null,
                decision,
                status,
                Duration.ofNanos(nanos)));
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
