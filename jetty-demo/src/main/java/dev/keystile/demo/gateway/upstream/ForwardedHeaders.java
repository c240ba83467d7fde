package dev.keystile.demo.gateway.upstream;

import dev.keystile.key.IpAddress;
import dev.keystile.key.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * What a service learns of the way that a request came: the gateway's own word, after that of the proxies in front of
 * it if they are trusted. What anybody else says is dropped.
 */
final class ForwardedHeaders {

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final Set<String> CLAIMS = Set.of("forwarded", "x-real-ip");

    /** By these some services answer another request than the one that was authorised. */
    private static final Set<String> OTHER_REQUESTS = Set.of(
            "x-original-url",
            "x-original-uri",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override");

    private final List<Network> trusted;

    /** @param trusted the proxies whose word counts */
    ForwardedHeaders(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    void rewrite(HttpServletRequest request, HttpFields.Mutable fields) {
        String remote = request.getRemoteAddr();
        IpAddress address = IpAddress.parse(remote);
        boolean isTrusted = trusted.stream().anyMatch(network -> network.contains(address));
        for (Iterator<HttpField> each = fields.iterator(); each.hasNext(); ) {
            String name = spelledOut(each.next());
            if (OTHER_REQUESTS.contains(name) || (!isTrusted && isClaim(name))) {
                each.remove();
            }
        }
        List<String> hops = fields.getCSV(FOR, false);
        fields.put(FOR, hops.isEmpty() ? remote : String.join(", ", hops) + ", " + remote);
        if (!fields.contains(PROTO)) {
            fields.put(PROTO, request.getScheme());
        }
        if (!fields.contains(HOST)) {
            fields.put(HOST, host(request));
        }
    }

    /** In HTTP/2 it is the authority of the request. */
    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        int usual = request.getScheme().equals("https") ? 443 : 80;
        int port = request.getServerPort();
        return port == usual ? request.getServerName() : request.getServerName() + ":" + port;
    }

    private static boolean isClaim(String name) {
        return name.startsWith("x-forwarded-") || CLAIMS.contains(name);
    }

    /** In the one spelling of all those that some server takes for it. */
    private static String spelledOut(HttpField field) {
        return field.getLowerCaseName().replace('_', '-').replace('.', '-');
    }
}
