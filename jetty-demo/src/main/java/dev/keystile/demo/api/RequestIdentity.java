package dev.keystile.demo.api;

import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.http.HttpServletRequest;

/** The identity of a request, for endpoints that cannot do without. */
public final class RequestIdentity {

    private RequestIdentity() {}

    /**
     * The identity that the filter attached.
     *
     * @throws ApiException 401 if it attached none, which is the case on a public route
     */
    public static Identity identity(HttpServletRequest request) {
        return ApiKeyAuthFilter.identity(request)
                .orElseThrow(() -> new ApiException(401, "missing_key", "This answer depends on a key; send one."));
    }

    /** The one environment that the request may touch. */
    public static Environment environment(HttpServletRequest request) {
        return identity(request).environment();
    }
}
