package dev.keystile.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that repeats a task until it is closed. An exception or error of the task, such as a
 * {@link StackOverflowError}, is logged, and the thread goes on.
 *
 * <p>Thread-safe. The task never runs twice at once.
 */
public final class RepeatedTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private final Thread thread;
    private final Duration pause;
    private final Runnable task;
    private final Runnable last;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean failing;

    private RepeatedTask(String name, Duration pause, Runnable task, Runnable last) {
        this.thread = new Thread(this::run, name);
        this.pause = pause;
        this.task = task;
        this.last = last;
    }

    /**
     * Starts a thread.
     *
     * @param name the name of the thread
     * @param pause the time between two runs
     * @param task the task
     */
    public static RepeatedTask start(String name, Duration pause, Runnable task) {
        return start(name, pause, task, () -> {});
    }

    /**
     * Starts a thread.
     *
     * @param name the name of the thread
     * @param pause the time between two runs
     * @param task the task
     * @param last a task that runs once, when the thread is closed
     */
    public static RepeatedTask start(String name, Duration pause, Runnable task, Runnable last) {
        RepeatedTask started = new RepeatedTask(name, pause, task, last);
        started.thread.setDaemon(true);
        // A thread that outlives the application it was started by would keep all of its classes.
        started.thread.setContextClassLoader(null);
        started.thread.start();
        return started;
    }

    private void run() {
        while (!isClosedWithin(pause)) {
            try {
                runOrLog(task);
            } catch (RuntimeException | Error e) {
                // There was not even the memory to log it; the next failure is logged again.
                failing = false;
            }
        }
        runOrLog(last);
    }

    /** An interrupt is ignored: only {@link #close} ends the thread. */
    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return closed.getCount() == 0;
        }
    }

    /** Runs a task; logs the first failure in a row, and the first success after failures. */
    private void runOrLog(Runnable run) {
        try {
            run.run();
            if (failing) {
                failing = false;
                LOG.info("{} works again.", thread.getName());
            }
        } catch (RuntimeException | Error e) {
            if (!failing) {
                failing = true;
                LOG.error("{} failed and is tried again every {} ms.", thread.getName(), pause.toMillis(), e);
            }
        }
    }

    /** Lets the thread end after the run that is under way, and does not wait for it. */
    @Override
    public void close() {
        closed.countDown();
    }

    /**
     * Waits until the thread has ended.
     *
     * @param patience the max time to wait
     */
    public void join(Duration patience) throws InterruptedException {
        TimeUnit.MILLISECONDS.timedJoin(thread, patience.toMillis());
    }
}
