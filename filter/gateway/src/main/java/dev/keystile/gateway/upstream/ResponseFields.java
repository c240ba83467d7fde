package dev.keystile.gateway.upstream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Passes a service's header fields on as they are: all but those of the connection that they came on (RFC 9110, section
 * 7.6.1), and those that the filter in front answers for.
 */
final class ResponseFields {

    private static final String REQUEST_ID = "X-Request-ID";
    private static final String CORS_PREFIX = "access-control-";
    private static final int NO_CONTENT = 204;
    private static final String EVENTS = "text/event-stream";
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final boolean answersCors;

    /** @param answersCors whether the filter in front answers cross-origin requests */
    ResponseFields(boolean answersCors) {
        this.answersCors = answersCors;
    }

    /** Copies the fields; events follow at an unknown time, so theirs are sent at once. */
    void copy(HttpFields from, HttpServletResponse to) throws IOException {
        Set<String> named = from.getCSV("Connection", false).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (String replaced : List.of("Date", "Cache-Control")) {
            if (from.contains(replaced)) {
                to.setHeader(replaced, null);
            }
        }
        for (HttpField field : from) {
            String name = field.getLowerCaseName();
            if (!OF_CONNECTION.contains(name) && !named.contains(name) && !isOurs(name)) {
                to.addHeader(field.getName(), field.getValue());
            }
        }
        if (to.getStatus() == NO_CONTENT) {
            // It may not stand there (RFC 9110, section 8.6), and the server would refuse to send it.
            to.setHeader("Content-Length", null);
        }
        String type = from.get("Content-Type");
        if (type != null && type.regionMatches(true, 0, EVENTS, 0, EVENTS.length())) {
            to.flushBuffer();
        }
    }

    /** Takes a service's fields back, of an answer that nobody has seen. */
    void remove(HttpServletResponse from) {
        for (String name : List.copyOf(from.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isOurs(lower) && !lower.equals("date") && !(answersCors && lower.equals("vary"))) {
                from.setHeader(name, null);
            }
        }
    }

    private boolean isOurs(String lowerCaseName) {
        return lowerCaseName.equalsIgnoreCase(REQUEST_ID) || (answersCors && lowerCaseName.startsWith(CORS_PREFIX));
    }
}
