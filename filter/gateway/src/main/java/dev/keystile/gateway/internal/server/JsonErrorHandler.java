package dev.keystile.gateway.internal.server;

import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestIds;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes the errors of Jetty itself as problem documents (RFC 9457) with fixed text. Of the request they hold only its id,
 * and of an exception nothing.
 */
public final class JsonErrorHandler extends ErrorHandler {

    private static final RequestIds REQUEST_IDS = new RequestIds();

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
        write(problem(code), request, response, callback);
    }

    /** Writes the problem as the response, except for the status, which the caller has set. */
    static void write(ProblemDocument problem, Request request, Response response, Callback callback) {
        String assigned = response.getHeaders().get(RequestIds.HEADER);
        String requestId = assigned == null ? requestId(request.getHeaders().get(RequestIds.HEADER)) : assigned;
        response.getHeaders().put(RequestIds.HEADER, requestId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(problem.bytes(requestId)), callback);
    }

    /**
     * The id for a request to which no filter has given one.
     *
     * @param sent the id that the client has sent; null for none
     */
    static String requestId(@Nullable String sent) {
        return REQUEST_IDS.choose(sent).value();
    }

    static ProblemDocument problem(int status) {
        return switch (status) {
            case 400 ->
                problem(
                        400,
                        "bad_request",
                        "Not valid HTTP",
                        "The request is not valid HTTP, or its path is ambiguous.");
            case 404 -> problem(404, "not_found", "Not found", "Nothing is at this path.");
            case 405 ->
                problem(405, "method_not_allowed", "Method not allowed", "This path does not take this method.");
            case 408 -> problem(408, "request_timeout", "Request too slow", "The request did not arrive in time.");
            case 413 -> problem(413, "content_too_large", "Content too large", "The body is too large.");
            case 414 -> problem(414, "uri_too_long", "URI too long", "The path or the query is too long.");
            case 431 ->
                problem(
                        431,
                        "headers_too_large",
                        "Header fields too large",
                        "The request line and the header fields are larger than this server takes: send fewer or"
                                + " smaller fields. The operator of a gateway can raise max-head-size.");
            case 505 -> problem(505, "http_version_not_supported", "HTTP version not supported", "Use HTTP/1.1.");
            case 503 -> problem(503, "stopping", "Stopping", "The service is about to stop.");
            default ->
                status < 500
                        ? problem(status, "request_error", "Request refused", "The request cannot be handled.")
                        : problem(
                                status,
                                "internal_error",
                                "Internal error",
                                "Something went wrong here; the log says what.");
        };
    }

    static ProblemDocument problem(int status, String code, String title, String detail) {
        return ProblemDocument.of(ProblemDocument.DEFAULT_BASE, code, status, title, detail);
    }
}
