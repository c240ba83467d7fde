package dev.keystile.gateway.internal.log;

import dev.keystile.decision.Decision;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Keeps the decision about a request in an attribute of the request, for the proxy and the access log. */
public final class RequestDecision {

    private static final String ATTRIBUTE = "dev.keystile.gateway.decision";

    private RequestDecision() {}

    /** Sets the decision about a request. */
    public static void set(HttpServletRequest request, Decision decision) {
        request.setAttribute(ATTRIBUTE, decision);
    }

    /**
     * The decision about a request that is being handled.
     *
     * @throws IllegalStateException if there is no decision, so that no request passes without one
     */
    public static Decision of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Decision decision) {
            return decision;
        }
        throw new IllegalStateException("nothing was decided about the request");
    }

    /** The decision about a request that has ended; null if there is none. */
    public static @Nullable Decision of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Decision decision ? decision : null;
    }
}
