package dev.keystile.request;

import dev.keystile.key.IpAddress;
import dev.keystile.key.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the address of the client of a request: that of the connection, or the address that trusted proxies report. */
public final class TrustedProxies {

    /** No proxy is trusted: the address of the client is that of the connection. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int PORT_DIGITS = 5;

    private final List<Network> networks;

    /** Trusts the proxies in these networks. */
    public TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * The address of the client. X-Forwarded-For is read from right to left, up to the first address that is not a
     * trusted proxy.
     *
     * @return null if the address is not known
     */
    public @Nullable IpAddress clientOf(RequestView request) {
        return address(clientOf(request.remoteAddress(), request));
    }

    /**
     * The client by the same rule, as text of the connection or of a proxy. The text of a proxy need not be an address.
     */
    public String clientOf(String remoteAddress, HeaderFields fields) {
        String client = remoteAddress;
        if (!trust(client)) {
            return client;
        }
        for (String hop : hops(fields)) {
            client = hop;
            if (!trust(client)) {
                break;
            }
        }
        return client;
    }

    /** Whether the request comes from a trusted proxy. */
    public boolean trust(RequestView request) {
        return trust(request.remoteAddress());
    }

    /** Whether the address, in its textual form, is that of a trusted proxy. */
    public boolean trust(String remoteAddress) {
        return isTrusted(address(remoteAddress));
    }

    private boolean isTrusted(@Nullable IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** The entries of all X-Forwarded-For fields, the last entry first. */
    private static List<String> hops(HeaderFields fields) {
        List<String> hops = new ArrayList<>();
        Enumeration<String> values = fields.values(FORWARDED_FOR);
        while (values != null && values.hasMoreElements()) {
            for (String hop : values.nextElement().split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        Collections.reverse(hops);
        return hops;
    }

    /** Reads an IPv4 address, or an IPv6 address in brackets, with or without a port; or a bare IPv6 address. */
    private static @Nullable IpAddress address(String text) {
        int colon = text.indexOf(':');
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && colon > 0 && colon < bracket) {
            return isPort(text, bracket + 1) ? IpAddress.parse(withoutZone(text.substring(1, bracket))) : null;
        }
        if (colon > 0 && colon == text.lastIndexOf(':')) {
            return isPort(text, colon) ? IpAddress.parse(text.substring(0, colon)) : null;
        }
        return IpAddress.parse(colon < 0 ? text : withoutZone(text));
    }

    /** Whether the rest of the text, from this position on, is empty or a port. */
    private static boolean isPort(String text, int from) {
        int digits = text.length() - from - 1;
        return digits < 0
                || (digits > 0
                        && digits <= PORT_DIGITS
                        && text.charAt(from) == ':'
                        && text.chars().skip(from + 1L).allMatch(c -> c >= '0' && c <= '9'));
    }

    /** Removes the zone (RFC 4007, section 11), which is no part of the network. */
    private static String withoutZone(String text) {
        int percent = text.indexOf('%');
        return percent < 0 || percent == text.length() - 1 ? text : text.substring(0, percent);
    }
}
