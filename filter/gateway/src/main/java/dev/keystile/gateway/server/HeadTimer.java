package dev.keystile.gateway.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time in which the header fields of one request have to come, all of them together: a connection's idle
 * time-out begins anew with each byte. A head that comes whole starts no timer.
 */
public final class HeadTimer {

    private final Scheduler scheduler;
    private final Supplier<Duration> timeout;
    private final Consumer<TimeoutException> onTimeout;
    private Scheduler.@Nullable Task task;

    /**
     * A timer of one connection.
     *
     * @param timeout asked when a head begins
     * @param onTimeout ends the connection; runs on a thread of the scheduler
     */
    public HeadTimer(Scheduler scheduler, Supplier<Duration> timeout, Consumer<TimeoutException> onTimeout) {
        this.scheduler = scheduler;
        this.timeout = timeout;
        this.onTimeout = onTimeout;
    }

    /** A part of a head is there; the time runs since the first call. */
    public synchronized void begin() {
        if (task == null) {
            task = scheduler.schedule(this::expire, timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** No head is expected, or it is there. */
    public synchronized void end() {
        if (task != null) {
            task.cancel();
            task = null;
        }
    }

    private void expire() {
        synchronized (this) {
            if (task == null) {
                return;
            }
            task = null;
        }
        onTimeout.accept(new TimeoutException("the header fields did not come in time"));
    }
}
