package dev.keystile.gateway;

import dev.keystile.config.DurationText;
import dev.keystile.store.file.YamlText;
import java.time.Duration;

/** A duration in a configuration. */
final class DurationValue {

    private DurationValue() {}

    static Duration parse(YamlText text) {
        try {
            return DurationText.parse(text.value());
        } catch (IllegalArgumentException e) {
            throw text.wrong(DurationText.FORM);
        }
    }

    /** A duration that is not 0. */
    static Duration parsePositive(YamlText text) {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw text.wrong(DurationText.FORM + ", longer than 0");
        }
        return duration;
    }
}
