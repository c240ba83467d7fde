package dev.keystile.cache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The failures of a store since it last answered: how long they count, and when to ask again. Thread-safe. */
final class StoreFailures {

    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long trustNanos;
    private final long longestRetryNanos;
    private volatile Streak streak = Streak.NONE;

    /** How many failures in a row, when the last was seen, and when to ask again. */
    private record Streak(int failures, long failedAt, long retryAt) {
        static final Streak NONE = new Streak(0, 0, 0);
    }

    /** @param freshNanos for how long a failure is believed without a new one */
    StoreFailures(long freshNanos) {
        trustNanos = freshNanos;
        longestRetryNanos = freshNanos / 2;
    }

    synchronized void succeeded() {
        streak = Streak.NONE;
    }

    /** Takes note of a failure; true if it is the first in a row. */
    synchronized boolean failed(long now) {
        int failures = streak.failures + 1;
        long delay = Math.min(longestRetryNanos, FIRST_RETRY_NANOS << Math.min(failures - 1, 20));
        long jitter = (long) (delay * 0.25 * ThreadLocalRandom.current().nextDouble());
        streak = new Streak(failures, now, now + delay - jitter);
        return failures == 1;
    }

    /** Whether the last thing that was seen of the store is a failure, however long ago. */
    boolean isFailing() {
        return streak.failures > 0;
    }

    /** Whether the store failed so lately that it is not asked to find out. */
    boolean isBelieved(long now) {
        Streak seen = streak;
        return seen.failures > 0 && now - seen.failedAt < trustNanos;
    }

    /** Whether the store may be asked in the background: while it fails, only now and then. */
    boolean isRetryDue(long now) {
        Streak seen = streak;
        return seen.failures == 0 || now - seen.retryAt >= 0;
    }

    /** Takes the turn to ask a failing store; at most one caller gets it each time. */
    synchronized boolean claimRetry(long now) {
        if (!isRetryDue(now)) {
            return false;
        }
        if (isFailing()) {
            streak = new Streak(streak.failures, streak.failedAt, now + longestRetryNanos);
        }
        return true;
    }
}
