package dev.keystile.servlet;

import dev.keystile.credential.HttpToken;
import dev.keystile.key.Redaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The CORS headers of answers, for the listed origins (Fetch Standard, section 3.2). */
final class Cors {

    private final @Nullable Set<String> origins;
    private final String allowedHeaders;

    /** @param origins null if cross-origin calls are left to the application */
    Cors(@Nullable Set<String> origins, @Nullable String extraHeader) {
        this.origins = origins;
        this.allowedHeaders = "Authorization, Content-Type" + (extraHeader == null ? "" : ", " + extraHeader);
    }

    /** Lets code of a listed origin read the answer. */
    void expose(HttpServletRequest request, HttpServletResponse response) {
        if (origins == null) {
            return;
        }
        addVary(response, "Origin");
        String origin = origin(request);
        if (origin != null && origins.contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", RequestIds.HEADER + ", WWW-Authenticate, Retry-After");
        }
    }

    /** Answers a preflight in the application's place. */
    void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        addVary(response, "Access-Control-Request-Method");
        if (response.containsHeader("Access-Control-Allow-Origin")) {
            String method = request.getHeader("Access-Control-Request-Method");
            if (method != null && HttpToken.isToken(method) && !Redaction.mayHoldKey(method)) {
                response.setHeader("Access-Control-Allow-Methods", method);
            }
            response.setHeader("Access-Control-Allow-Headers", allowedHeaders);
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static @Nullable String origin(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders("Origin");
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String origin = values.nextElement();
        return values.hasMoreElements() ? null : origin;
    }

    private static void addVary(HttpServletResponse response, String name) {
        if (!response.getHeaders("Vary").contains(name)) {
            response.addHeader("Vary", name);
        }
    }
}
