package dev.keystile.cache;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The failures of a store since its last response: how long they count, and when to retry. Thread-safe. */
final class StoreFailures {

    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long trustNanos;
    private final long maxRetryNanos;
    private volatile Streak streak = Streak.NONE;

    /** How many failures in a row, the time of the last, and the time of the next retry. */
    private record Streak(int failures, long failedAt, long retryAt) {
        static final Streak NONE = new Streak(0, 0, 0);
    }

    /** @param freshNanos for how long a failure is believed without a new one */
    StoreFailures(long freshNanos) {
        trustNanos = freshNanos;
        maxRetryNanos = freshNanos / 2;
    }

    synchronized void succeeded() {
        streak = Streak.NONE;
    }

    /** Counts a failure; true if it is the first in a row. */
    synchronized boolean failed(long now) {
        int failures = streak.failures + 1;
        long delay = Math.min(maxRetryNanos, FIRST_RETRY_NANOS << Math.min(failures - 1, 20));
        long jitter = (long) (delay * 0.25 * ThreadLocalRandom.current().nextDouble());
        streak = new Streak(failures, now, now + delay - jitter);
        return failures == 1;
    }

    /** Whether the last load failed, however long ago. */
    boolean isFailing() {
        return streak.failures > 0;
    }

    /** Whether the last failure is so recent that no load is needed to know that the store fails. */
    boolean isBelieved(long now) {
        return hasFailedWithin(trustNanos, now);
    }

    /** Whether the last load failed, less than so long ago. */
    boolean hasFailedWithin(long nanos, long now) {
        Streak seen = streak;
        return seen.failures > 0 && now - seen.failedAt < nanos;
    }

    /** Whether a load in the background may run: while the store fails, only at the times of retries. */
    boolean isRetryDue(long now) {
        Streak seen = streak;
        return seen.failures == 0 || now - seen.retryAt >= 0;
    }

    /** Claims the retry that is due; one caller at most gets each. */
    synchronized boolean claimRetry(long now) {
        if (!isRetryDue(now)) {
            return false;
        }
        if (isFailing()) {
            streak = new Streak(streak.failures, streak.failedAt, now + maxRetryNanos);
        }
        return true;
    }
}
