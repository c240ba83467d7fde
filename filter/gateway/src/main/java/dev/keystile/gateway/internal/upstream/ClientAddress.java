package dev.keystile.gateway.internal.upstream;

import dev.keystile.key.IpAddress;
import dev.keystile.request.TrustedProxies;
import dev.keystile.servlet.ServletRequestView;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Finds the client address whose share of the connections a request counts to, by the rule of trusted proxies. An IPv6
 * address is cut to its first 64 bits, because one client has all addresses of such a network (RFC 6177).
 */
final class ClientAddress {

    private static final IpAddress UNKNOWN = new IpAddress(0, 0);

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The address; one and the same for all requests whose address is not known. */
    IpAddress of(HttpServletRequest request) {
        IpAddress address = proxies.clientOf(new ServletRequestView(request));
        if (address == null) {
            return UNKNOWN;
        }
        return address.isVersion4() ? address : new IpAddress(address.high(), 0);
    }
}
