package dev.keystile.gateway.internal.external;

import dev.keystile.credential.HttpToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The request of the client, as the proxy describes it in its authentication request.
 *
 * @param method a token (RFC 9110, section 9.1)
 * @param path begins with a slash, neither decoded nor normalised
 * @param query the part after the first question mark; null if there is none
 */
public record OriginalRequest(
        String method, String path, @Nullable String query) {

    /** The attribute of the authentication request that holds the original request, for the access log. */
    public static final String ATTRIBUTE = "dev.keystile.gateway.original";

    /**
     * Reads the original request; null if the authentication request does not have its method and its URI once and
     * well-formed.
     */
    static @Nullable OriginalRequest read(Style style, HttpServletRequest authRequest) {
        String methodHeader = style.methodHeader();
        String uriHeader = style.uriHeader();
        String method = methodHeader == null ? authRequest.getMethod() : only(authRequest, methodHeader);
        String uri = uriHeader == null ? belowEndpoint(authRequest) : only(authRequest, uriHeader);
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

    private static @Nullable String only(HttpServletRequest authRequest, String header) {
        Enumeration<String> values = authRequest.getHeaders(header);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        return values.hasMoreElements() ? null : value;
    }

    /** The URI of the authentication request after the path of the endpoint. */
    private static @Nullable String belowEndpoint(HttpServletRequest authRequest) {
        String endpoint = authRequest.getContextPath() + authRequest.getServletPath();
        String path = authRequest.getRequestURI();
        if (!path.startsWith(endpoint)) {
            return null;
        }
        String rest = path.substring(endpoint.length());
        String query = authRequest.getQueryString();
        return query == null ? rest : rest + '?' + query;
    }

    /** Visible ASCII that begins with a slash and has no fragment. */
    private static boolean isPathAndQuery(String text) {
        return text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }
}
