package dev.keystile.legacy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for tasks, bounded in number, with a bounded queue. All are daemons that end when they have had nothing to do. */
final class BoundedThreads implements AutoCloseable {

    private final ThreadPoolExecutor pool;

    BoundedThreads(String name, int width, int maxWaiting) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                width, width, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxWaiting), task -> {
                    // Without the thread-locals of the request whose thread starts this one.
                    Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs a task on one of the threads; false if too many tasks wait, or no thread can be started. */
    boolean submit(Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            return false;
        }
    }

    /** Drops the tasks that wait, and interrupts those that run. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
