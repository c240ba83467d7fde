package dev.keystile.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time comes when a test says so. */
class ManualTimer extends ScheduledThreadPoolExecutor {

    /** All time limits so far, also those that have passed or were cancelled. */
    final List<Duration> limits = new CopyOnWriteArrayList<>();

    ManualTimer() {
        super(1);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        ScheduledFuture<?> scheduled = super.schedule(task, Integer.MAX_VALUE, TimeUnit.DAYS);
        limits.add(Duration.of(delay, unit.toChronoUnit()));
        return scheduled;
    }

    /** How many time limits have neither passed nor been cancelled. */
    int open() {
        return getQueue().size();
    }

    /** All time limits that are open pass, on this thread. */
    void expireAll() {
        List.copyOf(getQueue()).stream().filter(this::remove).forEach(Runnable::run);
    }
}
