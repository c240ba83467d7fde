package dev.keystile.verdict;

import dev.keystile.key.IpAddress;
import dev.keystile.key.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out where a request comes from: the address of the connection, or what trusted proxies say of it. */
public final class TrustedProxies {

    /** No proxy is trusted: the client is whoever opened the connection. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final String VERSION_6 = "([0-9a-fA-F]*:[0-9a-fA-F:.]*)(?:%[^]]+)?";
    private static final String PORT = "(?::[0-9]{1,5})?";
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("([0-9.]+)" + PORT),
            Pattern.compile(VERSION_6),
            Pattern.compile("\\[" + VERSION_6 + "]" + PORT));

    private final List<Network> networks;

    /** Proxies in these networks are believed. */
    public TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * The client's address: X-Forwarded-For is read from right to left, as far as those who wrote it are trusted.
     *
     * @return null if it cannot be told
     */
    public @Nullable IpAddress clientOf(RequestView request) {
        IpAddress client = address(request.remoteAddress());
        if (!isTrusted(client)) {
            return client;
        }
        for (String hop : hops(request)) {
            client = address(hop);
            if (!isTrusted(client)) {
                break;
            }
        }
        return client;
    }

    private boolean isTrusted(@Nullable IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** What all of the fields say, the last first. */
    private static List<String> hops(RequestView request) {
        List<String> hops = new ArrayList<>();
        Enumeration<String> fields = request.values(FORWARDED_FOR);
        while (fields != null && fields.hasMoreElements()) {
            for (String hop : fields.nextElement().split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        Collections.reverse(hops);
        return hops;
    }

    /** Reads an address with or without a port, in brackets or not; a zone says nothing of the network. */
    private static @Nullable IpAddress address(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return IpAddress.parse(matcher.group(1));
            }
        }
        return null;
    }
}
