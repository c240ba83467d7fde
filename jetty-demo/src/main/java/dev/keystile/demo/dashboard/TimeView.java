package dev.keystile.demo.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time as a page shows it.
 *
 * @param iso for programs
 * @param exact the whole time
 * @param relative how long ago it was, or how soon it will be
 */
public record TimeView(String iso, String exact, String relative) {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A time seen from now; null for none. */
    public static @Nullable TimeView of(@Nullable Instant time, Instant now) {
        return time == null
                ? null
                : new TimeView(
                        time.truncatedTo(ChronoUnit.SECONDS).toString(), EXACT.format(time), relative(time, now));
    }

    private static String relative(Instant time, Instant now) {
        Duration ago = Duration.between(time, now);
        if (ago.abs().toSeconds() < 10) {
            return "just now";
        }
        return ago.isNegative() ? "in " + span(ago.abs(), 0.5) : span(ago, 0) + " ago";
    }

    /** What is past is rounded down; what is to come to the nearest, so that a day is 24 hours also a second later. */
    private static String span(Duration time, double rounding) {
        double seconds = time.toSeconds();
        if (seconds < 60) {
            return count((long) seconds, "second");
        }
        long minutes = (long) (seconds / 60 + rounding);
        if (minutes < 60) {
            return count(minutes, "minute");
        }
        long hours = (long) (seconds / 3600 + rounding);
        return hours < 48 ? count(hours, "hour") : count((long) (seconds / 86400 + rounding), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
