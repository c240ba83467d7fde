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
 * A bulkhead: how many loads of one kind run at once, which are next, and how many requests wait for them. Known keys and
 * unknown ones have a bulkhead each, so that invented keys neither starve nor discredit the known. Thread-safe; no method
 * blocks. A permit that becomes free goes to the load that has queued longest, which the caller then starts: the bulkhead
 * itself starts nothing.
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

    /** Zero while a load queues. Written under the queue's lock, read without: in an outage every request asks for it. */
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
     * Lets a request wait, which has to {@link #leave}. While the store is known to fail, only as many wait as there are
     * permits: more would not learn more.
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

    /** Gives a permit to whoever does not queue for one. */
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
        // In one step: a permit that is freed in between would go to nobody, and the load would queue in vain.
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

    /** True if the load queued and now does no longer; false if it has its permit already, or never queued. */
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

    /** A load with a permit asks the store from now on. */
    void begin(InFlightLoad<P> load, long now) {
        load.start(now);
        running.add(load);
    }

    /** A load no longer asks the store, and gives its permit back as {@link #release} does. */
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
     * Whether the store is known to fail right now: it did so lately, it keeps a load of late waiting too long,
     * or it is {@linkplain #isStuck stuck}. A load that hangs from an earlier outage is no evidence.
     */
    boolean isKnownToFail(long now) {
        return failures.isBelieved(now) || (failures.isFailing() && hasOverdueOfLate(now)) || isStuck(now);
    }

    /** Whether every permit is held by a load that the store keeps waiting too long: it cannot be asked at all. */
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

    private boolean hasOverdueOfLate(long now) {
        for (InFlightLoad<P> load : running) {
            if (load.hasRunFor(timeoutNanos, now) && !load.hasRunFor(freshNanos, now)) {
                return true;
            }
        }
        return false;
    }
}
