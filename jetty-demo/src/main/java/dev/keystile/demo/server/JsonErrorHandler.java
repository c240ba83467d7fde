package dev.keystile.demo.server;

import dev.keystile.demo.api.Answer;
import dev.keystile.demo.api.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes the container's own errors in JSON, in fixed words: nothing of the request or an exception. */
public final class JsonErrorHandler extends ErrorHandler {

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
        response.write(true, ByteBuffer.wrap(Json.line(answer(code).body())), callback);
    }

    static Answer answer(int status) {
        return switch (status) {
            case 400 -> Answer.problem(400, "bad_request", "The request is not valid HTTP, or its path is ambiguous.");
            case 404 -> Answer.problem(404, "not_found", "Nothing is at this path.");
            case 405 -> Answer.problem(405, "method_not_allowed", "This path does not answer to this method.");
            case 408 -> Answer.problem(408, "request_timeout", "The request did not arrive in time.");
            case 413 -> Answer.problem(413, "content_too_large", "The body is too large.");
            case 414 -> Answer.problem(414, "uri_too_long", "The path or the query is too long.");
            case 431 -> Answer.problem(431, "headers_too_large", "The header fields are too large.");
            case 505 -> Answer.problem(505, "http_version_not_supported", "Use HTTP/1.1.");
            case 503 -> Answer.problem(503, "stopping", "The service is about to stop.");
            default ->
                status < 500
                        ? Answer.problem(status, "request_error", "The request cannot be answered.")
                        : Answer.problem(status, "internal_error", "Something went wrong here; the log says what.");
        };
    }
}
