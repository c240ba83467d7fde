package dev.keystile.gateway;

import dev.keystile.config.DurationText;
import dev.keystile.gateway.upstream.ClientLimits;
import dev.keystile.yaml.YamlSection;
import dev.keystile.yaml.YamlText;
import java.time.Duration;
import java.util.List;

/** Reads {@code client}: how slow a client may be. */
final class ClientLimitsReader {

    private static final List<String> NAMES = List.of("head-timeout", "min-rate", "grace");

    private ClientLimitsReader() {}

    static ClientLimits read(YamlSection root) {
        YamlSection section = root.section("client");
        section.allowOnly(NAMES);
        YamlText minRate = section.text("min-rate");
        return new ClientLimits(
                duration(section, "head-timeout", ClientLimits.DEFAULT.headTimeout()),
                minRate == null ? ClientLimits.DEFAULT.minRate() : SizeValue.parse(minRate),
                duration(section, "grace", ClientLimits.DEFAULT.grace()));
    }

    private static Duration duration(YamlSection section, String name, Duration byDefault) {
        YamlText text = section.text(name);
        return text == null ? byDefault : DurationText.parsePositive(text);
    }
}
