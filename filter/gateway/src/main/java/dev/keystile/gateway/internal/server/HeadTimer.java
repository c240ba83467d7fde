package dev.keystile.gateway.internal.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time in which the header fields of one request must arrive, all of them together: the idle timeout of a
 * connection begins anew with each byte. A head that arrives in one piece starts no timer. Safe for use by many threads.
 */
public final class HeadTimer {

    private final Scheduler scheduler;
    private final Supplier<Duration> timeout;
    private final Consumer<TimeoutException> onTimeout;
    private Scheduler.@Nullable Task task;

    /**
     * A timer for one connection.
     *
     * @param timeout supplies the limit when a head begins, so that a reload changes it
     * @param onTimeout ends the connection; runs on a thread of the scheduler
     */
    public HeadTimer(Scheduler scheduler, Supplier<Duration> timeout, Consumer<TimeoutException> onTimeout) {
        this.scheduler = scheduler;
        this.timeout = timeout;
        this.onTimeout = onTimeout;
    }

    /** Starts the timer, because a part of a head has arrived. Does nothing if the timer runs already. */
    public synchronized void begin() {
        if (task == null) {
            task = scheduler.schedule(this::expire, timeout.get().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Stops the timer, because the head is complete or none is expected. */
    public synchronized void end() {
        if (task != null) {
            task.cancel();
            task = null;
        }
    }

    private void expire() {
        synchronized (this) {
            // The head has become complete just now.
            if (task == null) {
                return;
            }
            task = null;
        }
        // Outside the lock: the callback writes to the connection, and may call end().
        onTimeout.accept(new TimeoutException("the header fields did not come in time"));
    }
}
