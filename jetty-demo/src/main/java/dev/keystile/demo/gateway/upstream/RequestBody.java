package dev.keystile.demo.gateway.upstream;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.HttpInput;

/** Tells whether a request has a body. In HTTP/2 it needs neither a length nor a type. */
final class RequestBody {

    private static final Set<String> USUALLY_WITHOUT = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private RequestBody() {}

    /** To be asked before anybody reads. */
    static boolean follows(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length >= 0 || !request.getProtocol().startsWith("HTTP/2")) {
            return length > 0 || request.getHeader("Transfer-Encoding") != null;
        }
        return !USUALLY_WITHOUT.contains(request.getMethod()) || !hasEnded(request.getInputStream());
    }

    /** Whether the head of the request was its end: then there is something to read, which is the end. */
    private static boolean hasEnded(ServletInputStream body) throws IOException {
        return body.available() == 0 && body instanceof HttpInput input && input.hasContent();
    }
}
