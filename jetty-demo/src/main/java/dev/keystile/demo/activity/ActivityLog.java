package dev.keystile.demo.activity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The last requests of each environment and the counts of their last hour, in memory. Requests that belong to no
 * environment are shown in all environments.
 */
public final class ActivityLog {

    /** How many requests of an environment are kept. */
    public static final int MAX = 200;

    private static final String NONE = "";

    private final InstantSource clock;
    private final Map<String, Part> parts = new HashMap<>();
    private long last;

    private record Numbered(long number, ActivityEntry entry) {}

    private static final class Part {
        private final Deque<Numbered> entries = new ArrayDeque<>();
        private final Hour hour = new Hour();
    }

    /**
     * A minute of the last hour.
     *
     * @param start its first instant
     * @param counts what happened in it
     */
    public record Minute(Instant start, Counts counts) {}

    /**
     * The requests of an environment, as a page shows them.
     *
     * @param last the number of the last request, from which the next call continues
     * @param entries the newest first
     * @param hour the last sixty minutes, the oldest first
     */
    public record Recent(long last, List<ActivityEntry> entries, List<Minute> hour) {}

    /** An empty log. */
    public ActivityLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps a request, and drops the oldest of its environment if there are too many. */
    public synchronized void add(ActivityEntry entry) {
        String environment = entry.environment();
        Part part = parts.computeIfAbsent(environment == null ? NONE : environment, id -> new Part());
        if (part.entries.size() == MAX) {
            part.entries.removeFirst();
        }
        part.entries.addLast(new Numbered(++last, entry));
        part.hour.count(minute(entry.time()), minute(clock.instant()), entry.refusal());
    }

    /** What an environment sees behind a request's number; everything behind 0. */
    public synchronized Recent after(long number, String environment) {
        List<Part> seen = Stream.of(NONE, environment)
                .filter(parts::containsKey)
                .map(parts::get)
                .toList();
        List<ActivityEntry> entries = seen.stream()
                .flatMap(part -> part.entries.stream())
                .filter(one -> one.number > number)
                .sorted(Comparator.comparingLong(Numbered::number).reversed())
                .limit(MAX)
                .map(Numbered::entry)
                .toList();
        return new Recent(last, entries, hour(seen));
    }

    private List<Minute> hour(List<Part> seen) {
        long now = minute(clock.instant());
        List<Minute> hour = new ArrayList<>(Hour.MINUTES);
        LongStream.rangeClosed(now - Hour.MINUTES + 1, now).forEach(minute -> {
            MutableCounts sum = new MutableCounts();
            seen.forEach(part -> part.hour.addTo(sum, minute));
            hour.add(new Minute(Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(minute)), sum.counts()));
        });
        return hour;
    }

    private static long minute(Instant time) {
        return TimeUnit.SECONDS.toMinutes(time.getEpochSecond());
    }
}
