package dev.keystile.servlet;

import dev.keystile.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A servlet request as the decision sees it, with its header fields as they came in. For servlets that are not
 * behind the filter and get their decisions themselves.
 *
 * <pre>{@code
 * Decision decision = keystile.decide(new ServletRequestView(request)).await();
 * }</pre>
 */
public final class ServletRequestView implements RequestView {

    private final HttpServletRequest request;

    /** A view of a request, to be used while the request is being handled. */
    public ServletRequestView(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        return request.getRequestURI();
    }

    @Override
    public String contextPath() {
        String context = request.getContextPath();
        return context == null ? "" : context;
    }

    @Override
    public @Nullable String path() {
        return ServletPaths.ofRequest(request);
    }

    @Override
    public String remoteAddress() {
        String address = request.getRemoteAddr();
        return address == null ? "" : address;
    }

    @Override
    public @Nullable Enumeration<String> values(String name) {
        return request.getHeaders(name);
    }

    @Override
    public @Nullable String first(String name) {
        return request.getHeader(name);
    }
}
