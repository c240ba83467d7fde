package dev.keystile.gateway.internal.upstream;

import dev.keystile.reply.ProblemDocument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** The problems with which the gateway responds to a request that was authorised but gets no response of a service. */
enum Problem {
    /** A body that is not well-formed, or breaks off. */
    BROKEN_BODY(400, "Broken body", "The body breaks off or is not well-formed: send it again."),
    /** More or less of a body than Content-Length says. */
    WRONG_LENGTH(400, "Wrong length", "The body is not as long as its Content-Length says: send it again."),
    /** No upstream has a pattern that fits the path. */
    NO_UPSTREAM(404, "No service here", "No service of this gateway serves this path: check the path."),
    /** A body that stopped coming, or comes too slowly. */
    REQUEST_TIMEOUT(408, "Request too slow", "The rest of the request did not come in time: send it again."),
    /** A body over {@code max-request-size}. */
    CONTENT_TOO_LARGE(413, "Content too large", "The body is larger than this service takes: send less at a time."),
    /** The client address has its max of connections. */
    TOO_MANY_CONNECTIONS(
            429,
            "Too many requests at a time",
            "Too many requests from this address are under way to this service: wait until one of them has ended."),
    /** CONNECT, or a method in lower case. */
    METHOD_NOT_SUPPORTED(501, "Method not supported", "This gateway passes no such method on: use another one."),
    /** A transfer coding other than chunked, which the gateway does not decode (RFC 9112, section 6.1). */
    TRANSFER_CODING_NOT_SUPPORTED(
            501,
            "Transfer coding not supported",
            "This gateway takes no transfer coding but chunked: compress with Content-Encoding."),
    /** A WebSocket handshake. */
    UPGRADE_NOT_SUPPORTED(
            501,
            "Upgrade not supported",
            "This gateway passes no WebSocket connections on: connect to a server that does."),
    /** The service refuses connections, breaks them off, or sends no valid HTTP. */
    UPSTREAM_FAILED(
            502, "Service failed", "The service behind this gateway cannot be reached or broke off: try again later."),
    /** No connection to the service became free in time, or too many requests wait for one. */
    UPSTREAM_BUSY(503, "Service busy", "Too many requests wait for the service behind this gateway: try again."),
    /** The service sends nothing for longer than the timeout. */
    UPSTREAM_TIMEOUT(
            504, "Service too slow", "The service behind this gateway did not respond in time: try again later.");

    private final int status;
    private final String title;
    private final String detail;
    private final String code = name().toLowerCase(Locale.ROOT);

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    /**
     * Writes the problem document (RFC 9457) as the response.
     *
     * @param response not committed
     */
    void write(String problemBaseUri, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String requestId = response.getHeader("X-Request-ID");
        byte[] body =
                ProblemDocument.of(problemBaseUri, code, status, title, detail).bytes(requestId);
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (this == UPSTREAM_BUSY || this == TOO_MANY_CONNECTIONS) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
