package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A load of a key, and the result that requests wait for. The two do not end together: a result is due at
 * {@code load-timeout}, while a slow load goes on and may still fill the cache. Thread-safe.
 */
final class InFlightLoad<P> {

    final KeyDigest digest;
    final LoadBulkhead<P> bulkhead;

    /** The number of the last change when the load was created. */
    final long sequence;

    private final AtomicBoolean failureNoted = new AtomicBoolean();
    private volatile boolean started;
    private volatile long startedAt;

    /** Guarded by this; null until a request waits. A refresh in the background has no result, and needs no time limit. */
    private @Nullable CompletableFuture<Lookup<P>> result;

    /** Guarded by this; null until the load has ended. */
    private @Nullable Lookup<P> outcome;

    InFlightLoad(KeyDigest digest, LoadBulkhead<P> bulkhead, long sequence) {
        this.digest = digest;
        this.bulkhead = bulkhead;
        this.sequence = sequence;
    }

    /**
     * The result that requests wait for at present. All requests share a result until its time is up. A request that comes
     * later, while the load goes on, gets a new result: a load that queued for long may well end in time for this request.
     *
     * @param timeLimit completes a new result in time; called once for each result
     */
    synchronized CompletableFuture<Lookup<P>> result(Consumer<CompletableFuture<Lookup<P>>> timeLimit) {
        if (outcome != null) {
            return CompletableFuture.completedFuture(outcome);
        }
        CompletableFuture<Lookup<P>> current = result;
        if (current == null || current.isDone()) {
            current = new CompletableFuture<>();
            result = current;
            timeLimit.accept(current);
        }
        return current;
    }

    /** Ends the load, unless it has ended before: requests that wait, and requests that come later, get this result. */
    void end(Lookup<P> found) {
        CompletableFuture<Lookup<P>> awaited;
        synchronized (this) {
            if (outcome == null) {
                outcome = found;
            }
            awaited = result;
        }
        // Not under the lock: completion calls executors of the application.
        if (awaited != null) {
            awaited.complete(found);
        }
    }

    /** The load reads the store from now on. */
    void start(long now) {
        startedAt = now;
        started = true;
    }

    /** True the first time: many requests may find the load overdue, which is one failure of the store. */
    boolean noteFailure() {
        return failureNoted.compareAndSet(false, true);
    }

    /** Whether the load has read the store for this long already. */
    boolean hasRunFor(long nanos, long now) {
        return started && now - startedAt >= nanos;
    }
}
