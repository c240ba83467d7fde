package dev.keystile.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keystile.gateway.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A problem (RFC 9457) with the members that the filter's refusals have.
 *
 * @param type a URI
 * @param title a few words for people
 * @param status the HTTP status
 * @param detail what the caller should do
 * @param code the name that programs look at
 * @param message the same as the detail
 * @param requestId the request's id; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String message,
        @Nullable String requestId) {

    /** Its media type. */
    public static final String TYPE = "application/problem+json";

    /** A problem whose type is its code behind a base. */
    public static ProblemDocument of(
            String base, String code, int status, String title, String detail, @Nullable String requestId) {
        return new ProblemDocument(base + code, title, status, detail, code, detail, requestId);
    }

    /** Its JSON on one line. */
    public byte[] bytes() {
        return Json.line(this);
    }
}
