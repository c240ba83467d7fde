package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Begins the response to the client: with the head of the service's response, or with a problem in its place. */
final class ResponseHead {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final ResponseFieldCopier fields;
    private final String problemBaseUri;

    /** @param problemBaseUri what the types of problem documents begin with */
    ResponseHead(ResponseFieldCopier fields, String problemBaseUri) {
        this.fields = fields;
        this.problemBaseUri = problemBaseUri;
    }

    /**
     * Copies the header fields of a service's response.
     *
     * @throws IOException if the client has gone, or the response cannot be passed on
     */
    void copy(HttpServletRequest request, HttpServletResponse response, Response serverResponse) throws IOException {
        if (serverResponse.getStatus() == SWITCHING_PROTOCOLS) {
            throw new IOException("the service switches to a protocol that was not requested");
        }
        HttpFields serverFields = serverResponse.getHeaders();
        fields.copy(serverFields, response);
        closeAfterUnreadBody(request, response);
        if (request.getMethod().equals("HEAD") && !serverFields.contains(HttpHeader.CONTENT_LENGTH)) {
            // Jetty adds a Content-Length of 0 to a response that has ended before its head is sent.
            response.flushBuffer();
        }
    }

    /**
     * Writes a problem in place of a service's response, whose fields may have been copied already.
     *
     * @param response not committed
     * @throws IOException if the client has gone
     */
    void replace(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        fields.remove(response);
        closeAfterUnreadBody(request, response);
        write(request, response, problem);
    }

    /**
     * Writes a problem as the whole response.
     *
     * @param response nothing of a service's response has been copied
     * @throws IOException if the client has gone
     */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        problem.write(problemBaseUri, request, response);
    }

    /** Jetty may take the rest of a body for the next request if it arrives just as the response ends. */
    private static void closeAfterUnreadBody(HttpServletRequest request, HttpServletResponse response) {
        RequestBody body = Exchange.of(request).body();
        if (body != null && !body.hasEnded() && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }
}
