package dev.keystile.cache;

import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time comes when a test says so. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    ManualTimer() {
        super(1);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(task, Integer.MAX_VALUE, TimeUnit.DAYS);
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
