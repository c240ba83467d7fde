package dev.keystile.gateway.internal.server;

import dev.keystile.gateway.internal.server.RefusedBodyHandler.Limits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Reads and drops the rest of one body, without a thread that waits. Reading and timers run on different threads; the first
 * that ends the drain completes the callback.
 */
final class BodyDrain {

    private final Request request;
    private final Limits limits;
    private final Callback callback;
    private final Scheduler scheduler;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long startedAt = System.nanoTime();
    private volatile long bytes;
    private volatile Scheduler.@Nullable Task task;

    /** @param callback succeeds when the body has been read completely, and fails when a bound is reached */
    BodyDrain(Request request, Limits limits, Callback callback) {
        this.request = request;
        this.limits = limits;
        this.callback = callback;
        this.scheduler = request.getComponents().getScheduler();
    }

    /** Begins to read. */
    void start() {
        read();
        if (!ended.get()) {
            watch(0);
        }
    }

    private void read() {
        while (!ended.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return;
            }
            long read = bytes + chunk.remaining();
            bytes = read;
            chunk.release();
            if (chunk.isLast()) {
                succeed();
            } else if (read > limits.maxBytes()) {
                fail(new TimeoutException("the client did not end its body in " + limits.maxBytes() + " bytes"));
            }
        }
    }

    /** Checks after each interval that bytes have come. */
    private void watch(long bytesBefore) {
        task = scheduler.schedule(
                () -> {
                    boolean silent = bytes == bytesBefore;
                    if (silent
                            || System.nanoTime() - startedAt > limits.maxTime().toNanos()) {
                        fail(new TimeoutException("the client did not end its body in time"));
                    } else if (!ended.get()) {
                        watch(bytes);
                    }
                },
                limits.maxSilence().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void succeed() {
        if (end()) {
            callback.succeeded();
        }
    }

    private void fail(Throwable reason) {
        if (end()) {
            callback.failed(reason);
        }
    }

    private boolean end() {
        Scheduler.Task running = task;
        if (running != null) {
            running.cancel();
        }
        return ended.compareAndSet(false, true);
    }
}
