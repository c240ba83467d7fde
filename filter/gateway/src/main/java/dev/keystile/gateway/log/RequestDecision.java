package dev.keystile.gateway.log;

import dev.keystile.decision.Decision;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The decision about a request, kept in the request's attributes for the access log. */
public final class RequestDecision {

    private static final String ATTRIBUTE = "dev.keystile.gateway.decision";

    private RequestDecision() {}

    /** Keeps a decision. */
    public static void set(HttpServletRequest request, Decision decision) {
        request.setAttribute(ATTRIBUTE, decision);
    }

    /**
     * The decision about a request that is being handled.
     *
     * @throws IllegalStateException if there is none: nothing that was not decided may pass
     */
    public static Decision of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Decision decision) {
            return decision;
        }
        throw new IllegalStateException("nothing was decided about the request");
    }

    /** The decision about a request that has ended; null if nothing was decided. */
    public static @Nullable Decision of(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Decision decision ? decision : null;
    }
}
