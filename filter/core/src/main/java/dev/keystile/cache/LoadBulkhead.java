package dev.keystile.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead for the loads of one kind: bounds how many run at once and how many requests wait, and queues the rest. Known
 * and unknown keys have a bulkhead each, so that a flood of invented keys neither delays the loads of known keys nor counts
 * as a failure of their store. Thread-safe; no method blocks. A permit that becomes free goes to the load that has queued
 * longest, which the caller then starts: the bulkhead itself starts nothing.
 */
final class LoadBulkhead<P> {

    final StoreFailures failures;

    private final int width;
    private final int maxWaiting;
    private final long freshNanos;
    private final long timeoutNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<InFlightLoad<P>> running = ConcurrentHashMap.newKeySet();

    /** Loads without a permit, in the order in which they get one; guarded by itself. A set, so that any can leave fast. */
    private final Set<InFlightLoad<P>> queue = new LinkedHashSet<>();

    /**
     * Zero while a load queues. Written under the lock of the queue, and read without, since in an outage every request
     * reads it.
     */
    private volatile int freePermits;

    /** Guarded by the queue. */
    private boolean closed;

    /** What becomes of a load that wants a permit. */
    enum Admission {
        ADMITTED,
        QUEUED,
        REFUSED
    }

    /**
     * @param width how many loads run at once
     * @param maxWaiting how many requests wait at once
     * @param freshNanos for how long a failure is believed without a new one
     * @param timeoutNanos how long the store may take
     */
    LoadBulkhead(int width, int maxWaiting, long freshNanos, long timeoutNanos) {
        this.width = width;
        this.maxWaiting = maxWaiting;
        this.freshNanos = freshNanos;
        this.timeoutNanos = timeoutNanos;
        freePermits = width;
        failures = new StoreFailures(freshNanos);
    }

    /**
     * Lets a request wait, which must {@link #leave} afterwards. While the store is known to fail, only as many wait as
     * there are permits: more would not learn more.
     */
    boolean enter(long now) {
        int seen = waiting.get();
        while (seen < maxWaiting && (seen < width || !isKnownToFail(now))) {
            // Not incremented and looked at afterwards: those that are turned away would turn others away for a moment.
            int current = waiting.compareAndExchange(seen, seen + 1);
            if (current == seen) {
                return true;
            }
            seen = current;
        }
        return false;
    }

    void leave() {
        waiting.decrementAndGet();
    }

    /** Gives a permit to a caller that does not queue. */
    boolean tryAcquire() {
        synchronized (queue) {
            if (freePermits == 0) {
                return false;
            }
            freePermits--;
            return true;
        }
    }

    /** Gives a permit to a load or has the load queue; while the store is known to fail, no load queues. */
    Admission admit(InFlightLoad<P> load, long now) {
        boolean fails = isKnownToFail(now);
        // In one step: a permit that is freed in between would stay free, and the load would queue in vain.
        synchronized (queue) {
            if (tryAcquire()) {
                return Admission.ADMITTED;
            }
            if (fails || closed) {
                return Admission.REFUSED;
            }
            queue.add(load);
            return Admission.QUEUED;
        }
    }

    /** Whether the load queued and now does no longer; false if the load has a permit already, or never queued. */
    boolean leaveQueue(InFlightLoad<P> load) {
        synchronized (queue) {
            return queue.remove(load);
        }
    }

    /**
     * Gives a permit back.
     *
     * @return the load that has the permit now, for the caller to start; null if no load queues
     */
    @Nullable
    InFlightLoad<P> release() {
        synchronized (queue) {
            Iterator<InFlightLoad<P>> queued = queue.iterator();
            if (!queued.hasNext()) {
                freePermits++;
                return null;
            }
            InFlightLoad<P> next = queued.next();
            queued.remove();
            return next;
        }
    }

    /** A load with a permit reads the store from now on. */
    void begin(InFlightLoad<P> load, long now) {
        load.start(now);
        running.add(load);
    }

    /** A load no longer reads the store, and gives its permit back as {@link #release} does. */
    @Nullable
    InFlightLoad<P> end(InFlightLoad<P> load) {
        running.remove(load);
        return release();
    }

    /** Has no load queue from now on; returns those that queue or run. */
    List<InFlightLoad<P>> close() {
        synchronized (queue) {
            closed = true;
            List<InFlightLoad<P>> loads = new ArrayList<>(queue);
            queue.clear();
            loads.addAll(running);
            return loads;
        }
    }

    /**
     * Whether the store is known to fail now: it failed lately, a recent load is overdue, or the store is
     * {@linkplain #isStuck stuck}. A load that hangs since an earlier outage does not count.
     */
    boolean isKnownToFail(long now) {
        return failures.isBelieved(now) || (failures.isFailing() && hasRecentOverdueLoad(now)) || isStuck(now);
    }

    /** Whether the store fails, or failed so lately that a request which came in the outage may still wait. */
    boolean hasFailedLately(long now) {
        return isKnownToFail(now) || failures.hasFailedWithin(freshNanos + timeoutNanos, now);
    }

    /** Whether an overdue load holds each of the permits, so that the store cannot be reached at all. */
    boolean isStuck(long now) {
        if (freePermits > 0) {
            return false;
        }
        int overdue = 0;
        for (InFlightLoad<P> load : running) {
            overdue += load.hasRunFor(timeoutNanos, now) ? 1 : 0;
        }
        return overdue >= width;
    }

    private boolean hasRecentOverdueLoad(long now) {
        for (InFlightLoad<P> load : running) {
            if (load.hasRunFor(timeoutNanos, now) && !load.hasRunFor(freshNanos, now)) {
                return true;
            }
        }
        return false;
    }
}
