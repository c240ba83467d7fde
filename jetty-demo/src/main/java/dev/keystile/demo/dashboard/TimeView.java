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
        String span = span(ago.abs());
        return ago.isNegative() ? "in " + span : span + " ago";
    }

    private static String span(Duration time) {
        if (time.toSeconds() < 60) {
            return time.toSeconds() + " seconds";
        }
        if (time.toMinutes() < 60) {
            return count(time.toMinutes(), "minute");
        }
        if (time.toHours() < 48) {
            return count(time.toHours(), "hour");
        }
        return count(time.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
