package dev.keystile.cache;

import dev.keystile.key.KeyDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One look-up under way, and those who wait for it. */
final class InFlightLoad<P> {

    final KeyDigest digest;
    final LoadBulkhead bulkhead;
    final int epoch;
    final CompletableFuture<Lookup<P>> answer = new CompletableFuture<>();

    private final AtomicBoolean failureNoted = new AtomicBoolean();
    private volatile boolean started;
    private volatile long startedAt;

    InFlightLoad(KeyDigest digest, LoadBulkhead bulkhead, int epoch) {
        this.digest = digest;
        this.bulkhead = bulkhead;
        this.epoch = epoch;
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
