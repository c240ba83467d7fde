package dev.keystile.demo.activity;

import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.verdict.Identity;
import dev.keystile.verdict.VerdictListener;
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
import org.jspecify.annotations.Nullable;

/** Notes each request to the API with its final answer. Stands in front of the filter that checks keys. */
public final class ActivityFilter implements Filter {

    private static final Pattern NOT_API =
            Pattern.compile("/(health|favicon\\.ico|sso/pages\\.css|(dashboard|docs|assets)(/.*)?)");

    private final ActivityLog log;
    private final InstantSource clock;
    private final Decisions decisions = new Decisions();

    /** A filter that writes to a log. */
    public ActivityFilter(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** What has to hear the verdicts of the filter behind. */
    public VerdictListener listener() {
        return decisions;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
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
            int status = failure == 0 || answer.isCommitted() ? answer.getStatus() : failure;
            note(
                    (HttpServletRequest) request,
                    answer.getHeader("X-Request-ID"),
                    status,
                    began,
                    System.nanoTime() - startedAt);
        }
    }

    private void note(HttpServletRequest request, @Nullable String requestId, int status, Instant began, long nanos) {
        Identity identity = ApiKeyAuthFilter.identity(request).orElse(null);
        Decision decision = requestId == null ? null : decisions.take(requestId, status, identity);
        String path = path(request);
        if (requestId == null || decision == null || NOT_API.matcher(path).matches()) {
            return;
        }
        log.add(new ActivityEntry(
                began,
                request.getMethod(),
                identity == null || decision.reason() != null ? null : PlainPath.orNull(path),
                decision,
                status,
                requestId,
                Duration.ofNanos(nanos)));
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
