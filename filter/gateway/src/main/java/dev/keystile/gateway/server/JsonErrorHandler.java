package dev.keystile.gateway.server;

import dev.keystile.gateway.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes the container's own errors in JSON, in fixed words: nothing of the request or an exception. */
public final class JsonErrorHandler extends ErrorHandler {

    private record ServerError(String message, String code) {
        static ServerError of(String code, String message) {
            return new ServerError(message, code);
        }
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    /** What is answered with a status of 400 or more. */
    static byte[] body(int status) {
        return Json.line(error(status));
    }

    private static ServerError error(int status) {
        return switch (status) {
            case 400 -> ServerError.of("bad_request", "The request is not valid HTTP, or its path is ambiguous.");
            case 404 -> ServerError.of("not_found", "Nothing is at this path.");
            case 405 -> ServerError.of("method_not_allowed", "This path does not answer to this method.");
            case 408 -> ServerError.of("request_timeout", "The request did not arrive in time.");
            case 413 -> ServerError.of("content_too_large", "The body is too large.");
            case 414 -> ServerError.of("uri_too_long", "The path or the query is too long.");
            case 431 -> ServerError.of("headers_too_large", "The header fields are too large.");
            case 505 -> ServerError.of("http_version_not_supported", "Use HTTP/1.1.");
            case 503 -> ServerError.of("stopping", "The service is about to stop.");
            default ->
                status < 500
                        ? ServerError.of("request_error", "The request cannot be answered.")
                        : ServerError.of("internal_error", "Something went wrong here; the log says what.");
        };
    }
}
