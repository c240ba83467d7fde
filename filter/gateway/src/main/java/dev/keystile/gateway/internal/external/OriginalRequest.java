package dev.keystile.gateway.internal.external;

import dev.keystile.credential.HttpToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The client's request, as far as the proxy tells of it.
 *
 * @param method a token (RFC 9110, section 9.1)
 * @param path begins with a slash, neither decoded nor normalised
 * @param query what follows the first question mark; null if there is none
 */
public record OriginalRequest(
        String method, String path, @Nullable String query) {

    /** The attribute of a proxy's question that holds it, for the access log. */
    public static final String ATTRIBUTE = "dev.keystile.gateway.original";

    /** What a question is about; null if it does not say so exactly once and in the right form. */
    static @Nullable OriginalRequest read(Style style, HttpServletRequest question) {
        String methodHeader = style.methodHeader();
        String uriHeader = style.uriHeader();
        String method = methodHeader == null ? question.getMethod() : only(question, methodHeader);
        String uri = uriHeader == null ? belowEndpoint(question) : only(question, uriHeader);
        return method == null || uri == null || !HttpToken.isToken(method) || !isPathAndQuery(uri)
                ? null
                : of(method, uri);
    }

    private static OriginalRequest of(String method, String uri) {
        int mark = uri.indexOf('?');
        return mark < 0
                ? new OriginalRequest(method, uri, null)
                : new OriginalRequest(method, uri.substring(0, mark), uri.substring(mark + 1));
    }

    private static @Nullable String only(HttpServletRequest question, String header) {
        Enumeration<String> values = question.getHeaders(header);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }

    /** The rest of the question's own URI, after the path that the endpoint is mapped to. */
    private static @Nullable String belowEndpoint(HttpServletRequest question) {
        String endpoint = question.getContextPath() + question.getServletPath();
        String path = question.getRequestURI();
        if (!path.startsWith(endpoint)) {
            return null;
        }
        String rest = path.substring(endpoint.length());
        String query = question.getQueryString();
        return query == null ? rest : rest + '?' + query;
    }

    /** Visible ASCII that begins with a slash and has no fragment. */
    private static boolean isPathAndQuery(String text) {
        return text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }
}
