package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.gateway.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param body what is written as JSON
 * @param headers further header fields
 */
public record Answer(int status, Object body, Map<String, String> headers) {

    /** An answer without further header fields. */
    public Answer(int status, Object body) {
        this(status, body, Map.of());
    }

    /** What is wrong with one field of a request. */
    public record FieldError(String field, String code) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Problem(String message, String code, List<FieldError> errors) {}

    /** 200. */
    public static Answer ok(Object body) {
        return new Answer(200, body);
    }

    /** An error, with what to do about it. */
    public static Answer problem(int status, String code, String message) {
        return new Answer(status, new Problem(message, code, List.of()));
    }

    /** 422, with what is wrong with each field. */
    public static Answer unprocessable(List<FieldError> errors) {
        return new Answer(422, new Problem("The request has fields that are not valid.", "invalid_fields", errors));
    }

    /** The same answer with a header field. */
    public Answer with(String name, String value) {
        return new Answer(status, body, Map.of(name, value));
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
