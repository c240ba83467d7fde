package dev.keystile.decision;

import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.RouteTable;

/** Recognises CORS preflights, and says which of them are allowed (Fetch Standard, section 4.8). */
final class Preflights {

    private static final String REQUEST_METHOD = "Access-Control-Request-Method";

    private final RouteTable routes;
    private final boolean enabled;

    /** @param enabled whether preflights are handled here; else they are requests like any other, for the application */
    Preflights(RouteTable routes, boolean enabled) {
        this.routes = routes;
        this.enabled = enabled;
    }

    boolean isPreflight(RequestView request) {
        return enabled && request.method().equals("OPTIONS") && request.has("Origin") && request.has(REQUEST_METHOD);
    }

    /** Whether code in a browser may call this path with the method that the preflight names. */
    boolean isAllowed(RequestView preflight, String path) {
        String method = preflight.first(REQUEST_METHOD);
        return routes.match(method == null ? "" : method, path).access().compareTo(Access.SECRET) < 0;
    }
}
