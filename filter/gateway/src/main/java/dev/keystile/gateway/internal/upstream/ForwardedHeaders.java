package dev.keystile.gateway.internal.upstream;

import dev.keystile.request.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Rewrites the {@code X-Forwarded-*} fields of a request to a service: removes every field of {@link ClaimFields} that no
 * trusted proxy has set, and adds the address, scheme and host that the gateway itself sees.
 */
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";

    private final TrustedProxies proxies;
    private final FieldNames trusted;

    /**
     * @param proxies the proxies whose fields are kept
     * @param trusted the fields that these proxies may set
     */
    ForwardedHeaders(TrustedProxies proxies, TrustedFields trusted) {
        this.proxies = proxies;
        this.trusted = FieldNames.of(trusted.names());
    }

    /** Rewrites the fields of the request to the service. */
    void rewrite(HttpServletRequest request, HttpFields.Mutable fields) {
        String remote = request.getRemoteAddr();
        boolean isTrusted = proxies.trust(remote);
        for (Iterator<HttpField> each = fields.iterator(); each.hasNext(); ) {
            String name = each.next().getLowerCaseName();
            if (ClaimFields.contains(name) && !(isTrusted && trusted.contains(name))) {
                each.remove();
            }
        }
        List<String> hops = fields.getCSV(FOR, false);
        String last = withoutBrackets(remote);
        fields.put(FOR, hops.isEmpty() ? last : String.join(", ", hops) + ", " + last);
        if (!fields.contains(PROTO)) {
            fields.put(PROTO, request.getScheme());
        }
        if (!fields.contains(HOST)) {
            fields.put(HOST, host(request));
        }
    }

    /** Jetty puts brackets around an IPv6 address; other proxies do not, and not every service can parse them. */
    private static String withoutBrackets(String address) {
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    /** The Host field, or over HTTP/2 the authority of the request. */
    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        int defaultPort = request.getScheme().equals("https") ? 443 : 80;
        int port = request.getServerPort();
        return port == defaultPort ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
