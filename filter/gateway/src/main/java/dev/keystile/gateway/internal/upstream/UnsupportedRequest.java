package dev.keystile.gateway.internal.upstream;

import dev.keystile.credential.HttpToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises requests that cannot be passed on as they were authorised. */
final class UnsupportedRequest {

    private UnsupportedRequest() {}

    /** Why a request is refused; null if it can be passed on to this upstream. */
    static @Nullable Problem problem(HttpServletRequest request, Upstream upstream) {
        if (!isPassedOn(request.getMethod())) {
            return Problem.METHOD_NOT_SUPPORTED;
        }
        if (isCoded(request)) {
            return Problem.TRANSFER_CODING_NOT_SUPPORTED;
        }
        if (requestsWebSocket(request)) {
            return Problem.UPGRADE_NOT_SUPPORTED;
        }
        return isTooLarge(request, upstream.maxRequestSize()) ? Problem.CONTENT_TOO_LARGE : null;
    }

    /** The HTTP client writes every method in upper case: a method in lower case would become another one. */
    private static boolean isPassedOn(String method) {
        return HttpToken.isToken(method) && method.equals(method.toUpperCase(Locale.ROOT)) && !method.equals("CONNECT");
    }

    /** The gateway would pass on the coded bytes as if they were the body itself. */
    private static boolean isCoded(HttpServletRequest request) {
        return elements(request, "Transfer-Encoding").anyMatch(coding -> !coding.equalsIgnoreCase("chunked"));
    }

    private static boolean requestsWebSocket(HttpServletRequest request) {
        return elements(request, "Upgrade").anyMatch(protocol -> protocol.equalsIgnoreCase("websocket"));
    }

    /** By its Content-Length; a body without one is counted while it is read. */
    private static boolean isTooLarge(HttpServletRequest request, OptionalLong max) {
        return max.isPresent() && request.getContentLengthLong() > max.getAsLong();
    }

    private static Stream<String> elements(HttpServletRequest request, String name) {
        if (request.getHeader(name) == null) {
            return Stream.empty();
        }
        return Collections.list(request.getHeaders(name)).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty());
    }
}
