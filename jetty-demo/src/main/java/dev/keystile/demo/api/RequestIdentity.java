package dev.keystile.demo.api;

import dev.keystile.key.Identity;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.http.HttpServletRequest;

/** Reads the identity of a request, for endpoints that need one. */
public final class RequestIdentity {

    private RequestIdentity() {}

    /**
     * The identity that the filter has set.
     *
     * @throws ApiException with status 401 if the request has none, as on a public route without a key
     */
    public static Identity identity(HttpServletRequest request) {
        return ApiKeyAuthFilter.identity(request)
                .orElseThrow(() -> new ApiException(401, "missing_key", "This response depends on a key; send one."));
    }

    /**
     * The id of the only project whose objects the request may read or change.
     *
     * @throws ApiException as for {@link #identity}
     */
    public static String projectId(HttpServletRequest request) {
        return identity(request).projectId();
    }
}
