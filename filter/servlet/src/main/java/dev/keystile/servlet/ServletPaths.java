package dev.keystile.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The decoded path of a request or of a dispatch, relative to the context (Servlet 6.0, sections 3.5 and 9). */
final class ServletPaths {

    private static final String WEB_INF = "/WEB-INF/";

    private ServletPaths() {}

    /** The path of a request that comes from outside; null if the container takes it for ambiguous. */
    static @Nullable String ofRequest(HttpServletRequest request) {
        try {
            String path = join(request.getServletPath(), request.getPathInfo());
            return request.getRequestURI().endsWith("/") ? withoutWelcomeFile(path) : path;
        } catch (IllegalArgumentException ambiguous) {
            return null;
        }
    }

    /** The path that a FORWARD or an ASYNC dispatch goes to; null if the container takes it for ambiguous. */
    static @Nullable String ofForward(HttpServletRequest request) {
        try {
            return join(request.getServletPath(), request.getPathInfo());
        } catch (IllegalArgumentException ambiguous) {
            return null;
        }
    }

    /** The path that an INCLUDE goes to; null if it goes to a servlet by its name. */
    static @Nullable String ofInclude(HttpServletRequest request) {
        Object servletPath = request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH);
        Object pathInfo = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        if (servletPath == null && pathInfo == null) {
            return null;
        }
        return join((String) servletPath, (String) pathInfo);
    }

    /** Whether a dispatch only shows the same resource: what no client can request, or a welcome file. */
    static boolean isSameResource(String requested, String target) {
        return target.equals(requested)
                || target.startsWith(WEB_INF)
                || (requested.endsWith("/") && withoutWelcomeFile(target).equals(requested));
    }

    /** Tomcat maps a welcome file before any filter runs, and reports its path in place of the folder's. */
    private static String withoutWelcomeFile(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.startsWith("index.", name) ? path.substring(0, name) : path;
    }

    private static String join(@Nullable String servletPath, @Nullable String pathInfo) {
        if (pathInfo == null || pathInfo.isEmpty()) {
            return servletPath == null || servletPath.isEmpty() ? "/" : servletPath;
        }
        return servletPath == null || servletPath.isEmpty() ? pathInfo : servletPath.concat(pathInfo);
    }
}
