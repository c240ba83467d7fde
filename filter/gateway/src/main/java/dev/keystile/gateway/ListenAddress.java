package dev.keystile.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address at which a server listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 for any free port
 */
public record ListenAddress(String host, int port) {

    /** The default, which only this machine can reach. */
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8080);

    private static final Pattern SYNTAX =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}))):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** What an address must be, with an example for the setting. */
    static String form(String example) {
        String port = example.substring(example.lastIndexOf(':'));
        return "host:port, such as " + example + ", [::1]" + port + " or 0.0.0.0" + port
                + " for all addresses; port 0 takes any free one";
    }

    static Optional<ListenAddress> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new ListenAddress(host, Integer.parseInt(matcher.group(3))));
    }

    /** The written form. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
