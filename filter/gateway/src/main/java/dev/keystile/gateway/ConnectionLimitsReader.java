package dev.keystile.gateway;

import dev.keystile.gateway.upstream.ConnectionLimits;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.util.List;

/** Reads how many connections an upstream gets. */
final class ConnectionLimitsReader {

    /** The settings of an upstream that are read here. */
    static final List<String> NAMES = List.of("max-connections", "max-connections-per-client", "max-waiting");

    private static final int DIGITS = 6;

    private ConnectionLimitsReader() {}

    static ConnectionLimits read(YamlSection upstream) {
        int max = number(upstream, "max-connections", 1, ConnectionLimits.DEFAULT_MAX);
        return new ConnectionLimits(
                max,
                number(upstream, "max-connections-per-client", 1, ConnectionLimits.defaultPerClient(max)),
                number(upstream, "max-waiting", 0, ConnectionLimits.DEFAULT_MAX_WAITING));
    }

    private static int number(YamlSection section, String name, int min, int byDefault) {
        YamlText text = section.text(name);
        if (text == null) {
            return byDefault;
        }
        if (!text.value().matches("[0-9]{1," + DIGITS + "}") || Integer.parseInt(text.value()) < min) {
            throw text.wrong("a number from " + min + " to 999999");
        }
        return Integer.parseInt(text.value());
    }
}
