package dev.keystile.cache;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a cache, all of them daemons: a pool that reads the store, and a timer that ends the wait of requests. */
final class LoaderThreads {

    private LoaderThreads() {}

    /** Up to {@code max} threads, each of which ends when it has had nothing to do for a while. */
    static ExecutorService loaders(int max) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                max,
                max,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon("keystile-load-" + number.incrementAndGet(), task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One thread, which starts with the first task. */
    static ScheduledExecutorService timer() {
        ThreadFactory threads = task -> daemon("keystile-load-timer", task);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        // Almost every load ends in time: cancelled timeouts must not pile up until they are due.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** A daemon that inherits no thread-locals from the request whose thread starts it. */
    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }
}
