package dev.keystile.demo.gateway;

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
}
