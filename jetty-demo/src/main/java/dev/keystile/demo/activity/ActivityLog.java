package dev.keystile.demo.activity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The last requests of each project and the counts of their last hour, in memory. Requests that belong to no project, such as
 * those without a key, are the operator's to see, because they may be anybody's. Of the projects, only those that were in use
 * or looked at last are kept, so that the memory is bounded whatever the number of accounts. Safe for use by many threads.
 */
public final class ActivityLog {

    /** The max number of requests that are kept of a project. */
    public static final int MAX = 200;

    /** The max number of projects whose requests are kept. */
    static final int MAX_PROJECTS = 200;

    private final InstantSource clock;
    private final Map<String, Part> parts = new LinkedHashMap<>(16, 0.75f, true);
    private final Part unplaced = new Part();
    private long last;

    /**
     * A request with its place in the order.
     *
     * @param number the place among all requests
     * @param ownNumber the place among the requests of its project, which tells nothing about others
     */
    private record Numbered(long number, long ownNumber, ActivityEntry entry) {}

    private static final class Part {
        private final Deque<Numbered> entries = new ArrayDeque<>();
        private final Hour hour = new Hour();
        private long last;

        void add(long number, ActivityEntry entry) {
            if (entries.size() == MAX) {
                entries.removeFirst();
            }
            entries.addLast(new Numbered(number, ++last, entry));
        }
    }

    /**
     * A minute of the last hour.
     *
     * @param start its first instant
     * @param counts what happened in it
     */
    public record Minute(Instant start, Counts counts) {}

    /**
     * The requests of a project, as a page shows them.
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

    /** Keeps a request, and drops the oldest of its project if there are too many. */
    public synchronized void add(ActivityEntry entry) {
        String projectId = entry.projectId();
        Part part = projectId == null ? unplaced : parts.computeIfAbsent(projectId, id -> new Part());
        if (parts.size() > MAX_PROJECTS) {
            parts.remove(parts.keySet().iterator().next());
        }
        part.add(++last, entry);
        part.hour.count(minute(entry.time()), minute(clock.instant()), entry.refusal());
    }

    /** What the owner of a project sees behind a request's number: all behind 0, and behind a number not yet given. */
    public synchronized Recent after(long number, String projectId) {
        Part part = parts.get(projectId);
        List<Part> seen = part == null ? List.of() : List.of(part);
        return recent(seen, number, part == null ? 0 : part.last, Numbered::ownNumber);
    }

    /** What the operator sees: as {@link #after}, and the requests that belong to no project. */
    public synchronized Recent afterForOperator(long number, String projectId) {
        List<Part> seen = Stream.of(unplaced, parts.get(projectId))
                .filter(Objects::nonNull)
                .toList();
        return recent(seen, number, last, Numbered::number);
    }

    /** A number that was not given yet is that of a project whose requests were dropped meanwhile. */
    private Recent recent(List<Part> seen, long number, long newest, ToLongFunction<Numbered> order) {
        long from = number > newest ? 0 : number;
        List<ActivityEntry> entries = seen.stream()
                .flatMap(part -> part.entries.stream())
                .filter(one -> order.applyAsLong(one) > from)
                .sorted(Comparator.comparingLong(order).reversed())
                .limit(MAX)
                .map(Numbered::entry)
                .toList();
        return new Recent(newest, entries, hour(seen));
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
