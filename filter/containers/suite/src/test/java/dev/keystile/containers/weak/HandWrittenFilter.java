package dev.keystile.containers.weak;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of one's own, as teams write it, without a known way in. Each subclass opens one, and nothing else
 * about it changes.
 */
public class HandWrittenFilter implements Filter {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            "[;\\\\#\\x00-\\x20\\x7f-\\uffff]|//|/\\.{1,2}(/|$)|%(2e|2f|5c|3b|25|[01].|7f|c0|c1|$|.$|.?[^0-9a-f])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_CANONICAL = Pattern.compile("[;\\\\\\x00-\\x1f\\x7f]|//|/\\.{1,2}(/|$)");
    private static final Set<String> OPEN = Set.of(
            "/health",
            "/forward",
            "/writer-forward",
            "/include",
            "/async",
            "/flushed-async",
            "/fail",
            "/caf\u00e9",
            "/api/public");

    private KeyList keys = KeyList.EMPTY;

    @Override
    public void init(FilterConfig config) throws ServletException {
        keys = KeyList.read(config.getServletContext());
    }

    /** Whether servers read the request's path in different ways. */
    boolean isAmbiguous(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST
                && AMBIGUOUS.matcher(request.getRequestURI()).find();
    }

    /** The path that is decided. */
    String path(HttpServletRequest request) {
        boolean include = request.getDispatcherType() == DispatcherType.INCLUDE;
        Object servletPath =
                include ? request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) : request.getServletPath();
        Object pathInfo = include ? request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO) : request.getPathInfo();
        return (servletPath == null ? "" : servletPath.toString()) + (pathInfo == null ? "" : pathInfo);
    }

    boolean isOpen(String path) {
        return !NOT_CANONICAL.matcher(path).find()
                && (OPEN.contains(path) || path.startsWith("/docs/") || path.startsWith("/open/"));
    }

    /** The key in the field's value, however it is written; null if this is no Bearer credential. */
    @Nullable
    String token(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).replaceFirst("^ +", "")
                : null;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest httpRequest = (HttpServletRequest) request;
        if (httpRequest.getDispatcherType() == DispatcherType.ERROR
                || (!isAmbiguous(httpRequest) && isOpen(path(httpRequest)))) {
            chain.doFilter(request, response);
            return;
        }
        String code = isAmbiguous(httpRequest) ? "ambiguous_path" : refusal(httpRequest);
        if (code == null) {
            chain.doFilter(request, response);
        } else if (httpRequest.getDispatcherType() == DispatcherType.INCLUDE) {
            throw new ServletException(code);
        } else {
            refuse(code, (HttpServletResponse) response);
        }
    }

    private @Nullable String refusal(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return "missing_key";
        }
        String token = token(authorization);
        return token == null ? "unsupported_scheme" : keys.refusal(token);
    }

    private static void refuse(String code, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(code.equals("ambiguous_path") ? 400 : code.equals("secret_key_required") ? 403 : 401);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/problem+json");
        response.getWriter().write("{\"code\":\"" + code + "\"}");
    }
}
