package dev.keystile.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Handles the requests of one method and path. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Handles a request.
     *
     * @return the response, which the caller writes
     * @throws ApiException for a response that is an error
     */
    ApiResponse handle(HttpServletRequest request) throws IOException;
}
