package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.gateway.internal.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The response of an endpoint of the API.
 *
 * @param status the HTTP status
 * @param body the object that is written as JSON
 * @param headers further header fields
 */
public record ApiResponse(int status, Object body, Map<String, String> headers) {

    /** A response without further header fields. */
    public ApiResponse(int status, Object body) {
        this(status, body, Map.of());
    }

    /** An invalid field of a request, with a code that says why. */
    public record FieldError(String field, String code) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record ErrorBody(String message, String code, List<FieldError> errors) {}

    /** A response with status 200. */
    public static ApiResponse ok(Object body) {
        return new ApiResponse(200, body);
    }

    /** An error; the message tells the client what to do. */
    public static ApiResponse problem(int status, String code, String message) {
        return new ApiResponse(status, new ErrorBody(message, code, List.of()));
    }

    /** A response with status 422 that lists the invalid fields. */
    public static ApiResponse unprocessable(List<FieldError> errors) {
        return new ApiResponse(
                422, new ErrorBody("The request has fields that are not valid.", "invalid_fields", errors));
    }

    /** This response with one header field, in place of any others. */
    public ApiResponse with(String name, String value) {
        return new ApiResponse(status, body, Map.of(name, value));
    }

    void write(HttpServletResponse response) throws IOException {
        byte[] bytes = Json.line(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
