package dev.keystile.gateway.upstream;

import dev.keystile.key.IpAddress;
import dev.keystile.verdict.RequestView;
import dev.keystile.verdict.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Whose share of the connections a request counts to: the address of its client, by the rule of trusted proxies. Of an
 * IPv6 address it is the first 64 bits, because one client has all addresses of such a network (RFC 6177).
 */
final class ClientAddress {

    private static final IpAddress UNKNOWN = new IpAddress(0, 0);

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The address; the same one for all requests whose address cannot be told. */
    IpAddress of(HttpServletRequest request) {
        IpAddress address = proxies.clientOf(new View(request));
        if (address == null) {
            return UNKNOWN;
        }
        return address.isVersion4() ? address : new IpAddress(address.high(), 0);
    }

    private record View(HttpServletRequest request) implements RequestView {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String rawPath() {
            return request.getRequestURI();
        }

        @Override
        public @Nullable String path() {
            return request.getServletPath();
        }

        @Override
        public String remoteAddress() {
            return String.valueOf(request.getRemoteAddr());
        }

        @Override
        public String requestId() {
            return "";
        }

        @Override
        public @Nullable Enumeration<String> values(String name) {
            return request.getHeaders(name);
        }
    }
}
