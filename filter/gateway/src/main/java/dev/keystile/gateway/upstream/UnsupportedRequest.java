package dev.keystile.gateway.upstream;

import dev.keystile.credential.HttpToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that cannot be passed on as they were authorised. */
final class UnsupportedRequest {

    private UnsupportedRequest() {}

    /** Why a request is refused; null if it can be passed on. */
    static @Nullable Problem problem(HttpServletRequest request) {
        if (!isPassedOn(request.getMethod())) {
            return Problem.METHOD_NOT_SUPPORTED;
        }
        if (isCoded(request)) {
            return Problem.TRANSFER_CODING_NOT_SUPPORTED;
        }
        return asksForWebSocket(request) ? Problem.UPGRADE_NOT_SUPPORTED : null;
    }

    /** The client writes every method in upper case, so that another one would arrive than was authorised. */
    private static boolean isPassedOn(String method) {
        return HttpToken.isToken(method) && method.equals(method.toUpperCase(Locale.ROOT)) && !method.equals("CONNECT");
    }

    /** The service would be told of chunks alone, and take what they hold for the body. */
    private static boolean isCoded(HttpServletRequest request) {
        return elements(request, "Transfer-Encoding").anyMatch(coding -> !coding.equalsIgnoreCase("chunked"));
    }

    private static boolean asksForWebSocket(HttpServletRequest request) {
        return elements(request, "Upgrade").anyMatch(protocol -> protocol.equalsIgnoreCase("websocket"));
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
