package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A look-up that queues for the store or asks it, and the result that requests wait for. The two do not end together: a
 * result is due at {@code load-timeout}, while a load that is slow goes on and may still fill the cache. Thread-safe.
 */
final class InFlightLoad<P> {

    final KeyDigest digest;
    final LoadBulkhead<P> bulkhead;
    final int epoch;

    private final AtomicBoolean failureNoted = new AtomicBoolean();
    private volatile boolean started;
    private volatile long startedAt;

    /** Guarded by this; null until a request waits. A refresh in the background has none, and needs no time limit. */
    private @Nullable CompletableFuture<Lookup<P>> result;

    /** Guarded by this; null until the load has ended. */
    private @Nullable Lookup<P> answer;

    InFlightLoad(KeyDigest digest, LoadBulkhead<P> bulkhead, int epoch) {
        this.digest = digest;
        this.bulkhead = bulkhead;
        this.epoch = epoch;
    }

    /**
     * The result that requests wait for at present. All share one until its time is up. Whoever asks after that, while the
     * load goes on, begins another: a load that queued for long may well end in time for them.
     *
     * @param timeLimit sees to it that a new result comes in time; called once for each result, by the first who asks
     */
    synchronized CompletableFuture<Lookup<P>> result(Consumer<CompletableFuture<Lookup<P>>> timeLimit) {
        if (answer != null) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<Lookup<P>> current = result;
        if (current == null || current.isDone()) {
            current = new CompletableFuture<>();
            result = current;
            timeLimit.accept(current);
        }
        return current;
    }

    /** Ends the load, unless it has ended before: this is what those get who wait for it and who come later. */
    void end(Lookup<P> found) {
        CompletableFuture<Lookup<P>> awaited;
        synchronized (this) {
            if (answer == null) {
                answer = found;
            }
            awaited = result;
        }
        // Not under the lock: executors are called, which are not ours.
        if (awaited != null) {
            awaited.complete(found);
        }
    }

    /** The store is asked from now on. */
    void start(long now) {
        startedAt = now;
        started = true;
    }

    /** True the first time: many may wait for one load, which fails only once. */
    boolean noteFailure() {
        return failureNoted.compareAndSet(false, true);
    }

    /** Whether the store has kept this load waiting for so long already. */
    boolean hasRunFor(long nanos, long now) {
        return started && now - startedAt >= nanos;
    }
}
