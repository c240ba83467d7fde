package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Copies the header fields of a service's response to the client's: all but the hop-by-hop fields (RFC 9110, section
 * 7.6.1) and those that the filter in front sets itself.
 */
final class ResponseFieldCopier {

    private static final String REQUEST_ID = "X-Request-ID";
    private static final String CORS_PREFIX = "access-control-";
    private static final int NO_CONTENT = 204;
    private static final String EVENTS = "text/event-stream";
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Fields of which a response has one. If a service sends more, clients would differ on which of them counts. */
    private static final Set<String> SINGLE =
            Set.of("content-type", "date", "etag", "last-modified", "location", "retry-after", "server");

    private final boolean setsCors;

    /** @param setsCors whether the filter in front sets the CORS fields */
    ResponseFieldCopier(boolean setsCors) {
        this.setsCors = setsCors;
    }

    /**
     * Copies the fields; of those that may come once, the first. The head of an event stream is sent at once, since its
     * first event may come late.
     */
    void copy(HttpFields from, HttpServletResponse to) throws IOException {
        Set<String> named = from.getCSV("Connection", false).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (from.contains("Cache-Control")) {
            to.setHeader("Cache-Control", null);
        }
        Set<String> single = new HashSet<>();
        for (HttpField field : from) {
            String name = field.getLowerCaseName();
            if (SINGLE.contains(name) && !single.add(name)) {
                continue;
            }
            if (HOP_BY_HOP.contains(name) || named.contains(name) || isOurs(name)) {
                continue;
            }
            if (name.equals("date")) {
                // Jetty's own date can be replaced, but not removed.
                to.setHeader(field.getName(), field.getValue());
            } else {
                to.addHeader(field.getName(), field.getValue());
            }
        }
        if (to.getStatus() == NO_CONTENT) {
            // RFC 9110, section 8.6, forbids the field in a 204, and Jetty would refuse to send the response.
            to.setHeader("Content-Length", null);
        }
        String type = from.get("Content-Type");
        if (type != null && type.regionMatches(true, 0, EVENTS, 0, EVENTS.length())) {
            to.flushBuffer();
        }
    }

    /** Removes the fields that were copied, from a response that is not committed. */
    void remove(HttpServletResponse from) {
        for (String name : List.copyOf(from.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isOurs(lower) && !lower.equals("date") && !(setsCors && lower.equals("vary"))) {
                from.setHeader(name, null);
            }
        }
    }

    private boolean isOurs(String lowerCaseName) {
        return lowerCaseName.equalsIgnoreCase(REQUEST_ID) || (setsCors && lowerCaseName.startsWith(CORS_PREFIX));
    }
}
