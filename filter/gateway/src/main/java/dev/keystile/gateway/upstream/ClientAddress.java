package dev.keystile.gateway.upstream;

import dev.keystile.key.IpAddress;
import dev.keystile.request.TrustedProxies;
import dev.keystile.servlet.ServletRequestView;
import jakarta.servlet.http.HttpServletRequest;

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
        IpAddress address = proxies.clientOf(new ServletRequestView(request));
        if (address == null) {
            return UNKNOWN;
        }
        return address.isVersion4() ? address : new IpAddress(address.high(), 0);
    }
}
