package dev.keystile.demo.dashboard;

import dev.keystile.demo.activity.ActivityLog.Minute;
import dev.keystile.demo.activity.Counts;
import dev.keystile.demo.activity.OutcomeGroup;
import dev.keystile.policy.Refusal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of an hour, and the hour in words.
 *
 * @param text all of it, for those who do not see the chart
 * @param groups each outcome with its number
 * @param reasons each reason that occurred with its number, the most frequent first
 * @param minutes those in which anything happened, the newest first
 */
public record HourSummary(
        long total, String text, List<OutcomeCount> groups, List<ReasonCount> reasons, List<Row> minutes) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** An outcome. */
    public record OutcomeCount(String id, String label, long count) {}

    /** A reason of refusals. */
    public record ReasonCount(String code, long count) {}

    /** A minute, with a number for each outcome. */
    public record Row(String time, List<Long> counts) {}

    static HourSummary of(List<Minute> hour) {
        Counts sum = sum(hour);
        List<Row> minutes = new ArrayList<>();
        for (Minute minute : hour) {
            if (minute.counts().total() > 0) {
                minutes.add(0, new Row(time(minute), numbers(minute.counts())));
            }
        }
        return new HourSummary(
                sum.total(),
                "Requests a minute over the last hour: " + words(sum) + "." + busiest(hour),
                Arrays.stream(OutcomeGroup.values())
                        .map(group -> new OutcomeCount(group.id(), group.label(), sum.of(group)))
                        .toList(),
                sum.refused().entrySet().stream()
                        .map(entry -> new ReasonCount(entry.getKey().code(), entry.getValue()))
                        .sorted(Comparator.comparingLong(ReasonCount::count)
                                .reversed()
                                .thenComparing(ReasonCount::code))
                        .toList(),
                minutes);
    }

    static String time(Minute minute) {
        return TIME.format(minute.start()) + " UTC";
    }

    /** Such as {@code 12 granted, 1 not allowed}. */
    static String words(Counts counts) {
        List<String> words = new ArrayList<>();
        for (OutcomeGroup group : OutcomeGroup.values()) {
            if (counts.of(group) > 0) {
                words.add(counts.of(group) + " " + group.label().toLowerCase(Locale.ENGLISH));
            }
        }
        return words.isEmpty() ? "no requests" : String.join(", ", words);
    }

    private static String busiest(List<Minute> hour) {
        return hour.stream()
                .filter(minute -> minute.counts().total() > 0)
                .max(Comparator.comparingLong(minute -> minute.counts().total()))
                .map(minute -> " Most in a minute: " + minute.counts().total() + " at " + time(minute) + ".")
                .orElse("");
    }

    private static List<Long> numbers(Counts counts) {
        return Arrays.stream(OutcomeGroup.values()).map(counts::of).toList();
    }

    private static Counts sum(List<Minute> hour) {
        Map<Refusal, Long> refused = new HashMap<>();
        long granted = 0;
        for (Minute minute : hour) {
            granted += minute.counts().granted();
            minute.counts().refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
        }
        return new Counts(granted, refused);
    }
}
