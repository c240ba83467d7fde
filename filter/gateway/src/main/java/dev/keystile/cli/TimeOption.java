package dev.keystile.cli;

import dev.keystile.setting.DurationText;
import java.time.Duration;

/** An option that is a time span. */
final class TimeOption {

    private TimeOption() {}

    static Duration parse(String option, String text) {
        try {
            return DurationText.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
