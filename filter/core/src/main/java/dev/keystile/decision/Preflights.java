package dev.keystile.decision;

import dev.keystile.request.RequestView;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;

/** Recognises CORS preflights, and says which of them are allowed (Fetch Standard, section 4.8). */
final class Preflights {

    private static final String REQUEST_METHOD = "Access-Control-Request-Method";

    private final boolean enabled;
    private final Access max;

    /**
     * @param enabled whether preflights are handled here; else they are requests like any other, for the application
     * @param allowSecret whether code in a browser may call routes that require a secret key
     */
    Preflights(boolean enabled, boolean allowSecret) {
        this.enabled = enabled;
        this.max = allowSecret ? Access.SECRET : Access.PUBLISHABLE;
    }

    boolean isPreflight(RequestView request) {
        return enabled && request.method().equals("OPTIONS") && request.has("Origin") && request.has(REQUEST_METHOD);
    }

    /** The method that the preflight names. */
    String calledMethod(RequestView preflight) {
        String method = preflight.first(REQUEST_METHOD);
        return method == null ? "" : method;
    }

    /** Whether code in a browser may call a route with this requirement. */
    boolean isAllowed(Requirement called) {
        return called.access().compareTo(max) <= 0;
    }
}
