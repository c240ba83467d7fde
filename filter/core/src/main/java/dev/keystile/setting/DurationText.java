package dev.keystile.setting;

import dev.keystile.key.Redaction;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The syntax of durations in configurations: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 24h}, {@code 90d}. */
public final class DurationText {

    /** What a duration must be, for messages. */
    public static final String FORM = "a duration such as 500ms, 30s, 10m, 24h or 90d";

    static final String PATTERN = "^[0-9]{1,9}(ms|s|m|h|d)$";
    static final String POSITIVE_PATTERN = "^(?!0+[a-z])[0-9]{1,9}(ms|s|m|h|d)$";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Duration MAX = Duration.ofDays(36_500);

    private DurationText() {}

    /**
     * Reads a duration of at most 36500 days.
     *
     * @throws IllegalArgumentException if the text is not such a duration
     */
    public static Duration parse(String text) {
        Duration duration = read(text);
        if (duration == null) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " is not " + FORM);
        }
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(Redaction.quoted(text) + " is longer than 36500d");
        }
        return duration;
    }

    static Optional<Duration> tryParse(String text) {
        return Optional.ofNullable(read(text)).filter(duration -> duration.compareTo(MAX) <= 0);
    }

    private static @Nullable Duration read(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The shortest text of this syntax for a duration; the text of {@link Duration#toString()} if there is none. */
    static String write(Duration duration) {
        if (duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }
}
