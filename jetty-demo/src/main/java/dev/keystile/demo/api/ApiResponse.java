package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.gateway.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The response of an endpoint of the API.
 *
 * @param status the HTTP status
 * @param body what is written as JSON
 * @param headers further header fields
 */
public record ApiResponse(int status, Object body, Map<String, String> headers) {

    /** A response without further header fields. */
    public ApiResponse(int status, Object body) {
        this(status, body, Map.of());
    }

    /** What is wrong with one field of a request. */
    public record FieldError(String field, String code) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record ErrorBody(String message, String code, List<FieldError> errors) {}

    /** 200. */
    public static ApiResponse ok(Object body) {
        return new ApiResponse(200, body);
    }

    /** An error, with what to do about it. */
    public static ApiResponse problem(int status, String code, String message) {
        return new ApiResponse(status, new ErrorBody(message, code, List.of()));
    }

    /** 422, with what is wrong with each field. */
    public static ApiResponse unprocessable(List<FieldError> errors) {
        return new ApiResponse(
                422, new ErrorBody("The request has fields that are not valid.", "invalid_fields", errors));
    }

    /** The same response with a header field. */
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
