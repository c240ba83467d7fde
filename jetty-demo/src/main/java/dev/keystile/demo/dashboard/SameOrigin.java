package dev.keystile.demo.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Recognises forms that a browser sends from a page of this service. */
final class SameOrigin {

    private SameOrigin() {}

    /**
     * Whether the browser says that the form comes from this host and port: by {@code Sec-Fetch-Site}, by {@code Origin}, or
     * by both, which must agree. False if the request has neither field. Over plain HTTP browsers send
     * {@code Sec-Fetch-Site} only to their own machine.
     */
    static boolean isProven(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site != null || origin != null)
                && (site == null || site.equals("same-origin"))
                && (origin == null || isHostOf(request, origin));
    }

    /** A proxy in front may have ended TLS, so that both schemes are right. */
    private static boolean isHostOf(HttpServletRequest request, String origin) {
        String host = request.getHeader("Host");
        if (host == null) {
            return false;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return origin.equals("http://" + lower) || origin.equals("https://" + lower);
    }
}
