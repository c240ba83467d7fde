package dev.keystile.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bulkhead: how many loads of one kind run at once, and whether the store answers them. Known keys
 * and unknown ones have a bulkhead each, so that invented keys neither starve nor discredit the known.
 */
final class LoadBulkhead {

    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int width;
    private final long longestRetryNanos;
    private final long trustNanos;
    private final long timeoutNanos;
    private final Semaphore permits;
    private final Set<InFlightLoad<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Health health = new Health(0, 0, 0);

    /** Failures in a row, zero while the store answers; when the last was seen; when to try again. */
    private record Health(int failures, long failedAt, long retryAt) {}

    /**
     * @param freshNanos for how long a failure is believed without a new one
     * @param timeoutNanos how long the store may take
     */
    LoadBulkhead(int width, long freshNanos, long timeoutNanos) {
        this.width = width;
        this.timeoutNanos = timeoutNanos;
        this.trustNanos = freshNanos;
        this.longestRetryNanos = freshNanos / 2;
        this.permits = new Semaphore(width, true);
    }

    boolean tryAcquire() {
        return permits.tryAcquire();
    }

    /** Waits for a permit, unless the store is known to fail. */
    boolean tryAcquire(long nanos, long now) throws InterruptedException {
        return isKnownToFail(now) ? permits.tryAcquire() : permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void release() {
        permits.release();
    }

    void begin(InFlightLoad<?> load, long now) {
        load.start(now);
        running.add(load);
    }

    void end(InFlightLoad<?> load) {
        running.remove(load);
        permits.release();
    }

    /** Lets a request wait. While the store is known to fail, only as many as there are permits. */
    boolean enter(long now) {
        if (waiting.incrementAndGet() <= width || !isKnownToFail(now)) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void leave() {
        waiting.decrementAndGet();
    }

    synchronized void succeeded() {
        if (health.failures > 0) {
            health = new Health(0, 0, 0);
        }
    }

    /** Takes note of a failure; true if it is the first in a row. */
    synchronized boolean failed(long now) {
        int failures = health.failures + 1;
        long delay = Math.min(longestRetryNanos, FIRST_RETRY_NANOS << Math.min(failures - 1, 20));
        long jitter = (long) (delay * 0.25 * ThreadLocalRandom.current().nextDouble());
        health = new Health(failures, now, now + delay - jitter);
        return failures == 1;
    }

    boolean isFailing() {
        return health.failures > 0;
    }

    /**
     * Whether the store is known to fail right now: it did so lately, it keeps a load of late waiting too long,
     * or it is {@linkplain #isStuck stuck}. A load that hangs from an earlier outage is no evidence.
     */
    boolean isKnownToFail(long now) {
        Health seen = health;
        return (seen.failures > 0 && (now - seen.failedAt < trustNanos || hasOverdueOfLate(now))) || isStuck(now);
    }

    /** Whether every permit is held by a load that the store keeps waiting too long: it cannot be asked at all. */
    boolean isStuck(long now) {
        if (permits.availablePermits() > 0) {
            return false;
        }
        int overdue = 0;
        for (InFlightLoad<?> load : running) {
            overdue += load.hasRunFor(timeoutNanos, now) ? 1 : 0;
        }
        return overdue >= width;
    }

    private boolean hasOverdueOfLate(long now) {
        for (InFlightLoad<?> load : running) {
            if (load.hasRunFor(timeoutNanos, now) && !load.hasRunFor(trustNanos, now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the store may be asked in the background: while it fails, only now and then. */
    boolean isRetryDue(long now) {
        Health seen = health;
        return seen.failures == 0 || now - seen.retryAt >= 0;
    }

    /** Takes the turn to ask a failing store; at most one caller gets it each time. */
    synchronized boolean claimRetry(long now) {
        Health seen = health;
        if (seen.failures > 0 && now - seen.retryAt < 0) {
            return false;
        }
        if (seen.failures > 0) {
            health = new Health(seen.failures, seen.failedAt, now + longestRetryNanos);
        }
        return true;
    }
}
