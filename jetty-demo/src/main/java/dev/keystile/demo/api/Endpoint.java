package dev.keystile.demo.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Answers the requests of one method and path. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers a request.
     *
     * @throws ApiException for an answer that is an error
     */
    ApiResponse answer(HttpServletRequest request) throws IOException;
}
