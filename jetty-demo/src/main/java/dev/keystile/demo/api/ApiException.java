package dev.keystile.demo.api;

import dev.keystile.demo.api.ApiResponse.FieldError;
import java.util.List;

/** An exception that ends the handling of a request with a response. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiResponse response;

    /** An exception with a response. */
    public ApiException(ApiResponse response) {
        super("HTTP " + response.status(), null, false, false);
        this.response = response;
    }

    /** An error with a message for the client. */
    public ApiException(int status, String code, String message) {
        this(ApiResponse.problem(status, code, message));
    }

    /** 404 for an object that does not exist in the environment of the key. */
    public static ApiException notFound(String what) {
        return new ApiException(404, "not_found", "There is no such " + what + " in this environment.");
    }

    /** 422 for one invalid field. */
    public static ApiException unprocessable(String field, String code) {
        return unprocessable(List.of(new FieldError(field, code)));
    }

    /** 422 for several invalid fields. */
    public static ApiException unprocessable(List<FieldError> errors) {
        return new ApiException(ApiResponse.unprocessable(errors));
    }

    ApiResponse response() {
        return response;
    }
}
