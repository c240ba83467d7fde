package dev.keystile.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bulkhead: how many loads of one kind run at once, and whether the store answers them. Known keys
 * and unknown ones have a lane each, so that invented keys neither starve nor discredit the known.
 */
final class LoadLane {

    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int width;
    private final long longestRetryNanos;
    private final long trustNanos;
    private final long timeoutNanos;
    private final Semaphore permits;
    private final Set<Load<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Health health = new Health(0, 0, 0);

    /** Failures in a row, zero while the store answers; when the last was seen; when to try again. */
    private record Health(int failures, long failedAt, long retryAt) {}

    /**
     * @param freshNanos for how long a failure is believed without a new one
     * @param timeoutNanos how long the store may take
     */
    LoadLane(int width, long freshNanos, long timeoutNanos) {
        this.width = width;
        this.timeoutNanos = timeoutNanos;
        this.trustNanos = freshNanos;
        this.longestRetryNanos = freshNanos / 2;
        this.permits = new Semaphore(width, true);
    }

    boolean tryAcquire() {
        return permits.tryAcquire();
    }

    boolean tryAcquire(long nanos) throws InterruptedException {
        return isFailing() ? permits.tryAcquire() : permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void release() {
        permits.release();
    }

    void begin(Load<?> load) {
        load.start();
        running.add(load);
    }

    void end(Load<?> load) {
        running.remove(load);
        permits.release();
    }

    /** Lets a request wait. While the store fails, only as many as there are permits. */
    boolean enter() {
        if (waiting.incrementAndGet() <= width || !isFailing()) {
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

    /** Whether the store is known to fail right now: it did so lately, or keeps a load waiting too long. */
    boolean isKnownToFail(long now) {
        Health seen = health;
        return seen.failures > 0 && (now - seen.failedAt < trustNanos || hasOverdue());
    }

    private boolean hasOverdue() {
        for (Load<?> load : running) {
            if (load.hasRunFor(timeoutNanos)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a failing store should be asked again; at most one caller is told so each time. */
    boolean isRetryDue(long now) {
        return now - health.retryAt >= 0 && claimRetry(now);
    }

    private synchronized boolean claimRetry(long now) {
        Health seen = health;
        if (seen.failures == 0 || now - seen.retryAt < 0) {
            return false;
        }
        health = new Health(seen.failures, seen.failedAt, now + longestRetryNanos);
        return true;
    }
}
