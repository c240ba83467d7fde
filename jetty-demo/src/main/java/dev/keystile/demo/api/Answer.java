package dev.keystile.demo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param body what is written as JSON
 */
public record Answer(int status, Object body) {

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

    void write(HttpServletResponse response) throws IOException {
        byte[] bytes = Json.line(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
