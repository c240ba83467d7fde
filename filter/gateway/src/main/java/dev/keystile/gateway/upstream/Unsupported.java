package dev.keystile.gateway.upstream;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests that cannot be passed on as they were authorised. */
final class Unsupported {

    private static final Pattern UPPER_CASE_TOKEN = Pattern.compile("[A-Z0-9!#$%&'*+.^_`|~-]+");

    private Unsupported() {}

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
        return UPPER_CASE_TOKEN.matcher(method).matches() && !method.equals("CONNECT");
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
