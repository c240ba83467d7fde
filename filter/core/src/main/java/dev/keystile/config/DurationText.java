package dev.keystile.config;

import dev.keystile.key.Redaction;
import dev.keystile.yaml.YamlText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 24h}, {@code 90d}. */
public final class DurationText {

    /** What a duration must be, for messages. */
    public static final String FORM = "a duration such as 500ms, 30s, 10m, 24h or 90d";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Duration MAX = Duration.ofDays(36_500);

    private DurationText() {}

    /**
     * Reads a duration of at most 36500 days.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Duration parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " is not " + FORM);
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " is longer than 36500d");
        }
        return duration;
    }

    /**
     * Reads the duration in a configuration.
     *
     * @throws dev.keystile.yaml.YamlException if there is none, with its place
     */
    public static Duration parse(YamlText text) {
        try {
            return parse(text.value());
        } catch (IllegalArgumentException e) {
            throw text.wrong(FORM);
        }
    }

    /**
     * Reads the duration in a configuration, which must not be 0.
     *
     * @throws dev.keystile.yaml.YamlException if there is none or it is 0, with its place
     */
    public static Duration parsePositive(YamlText text) {
        Duration duration = parse(text);
        if (duration.isZero()) {
            throw text.wrong(FORM + ", longer than 0");
        }
        return duration;
    }
}
