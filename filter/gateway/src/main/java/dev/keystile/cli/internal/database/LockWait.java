package dev.keystile.cli.internal.database;

import dev.keystile.store.KeyStoreException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The bounded wait for a lock that another process holds: up to five seconds for each holder, so that commands started at
 * the same time take turns, and up to a minute in total. For one thread.
 */
public final class LockWait {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final Duration MAX_TOTAL = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final LongSupplier nanoTime;
    private final Pause pause;
    private final long start;
    private long since;
    private String holder = "";

    /** Waits for a time. */
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    LockWait(LongSupplier nanoTime, Pause pause) {
        this.nanoTime = nanoTime;
        this.pause = pause;
        start = nanoTime.getAsLong();
        since = start;
    }

    /** A wait that begins now. */
    public static LockWait start() {
        return new LockWait(System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    /**
     * Waits for 50 milliseconds before another attempt.
     *
     * @return false, without a wait, if the max wait is over
     * @throws KeyStoreException if the thread is interrupted
     */
    public boolean again(DataFolder folder) throws KeyStoreException {
        long now = nanoTime.getAsLong();
        String current = DatabaseLock.holder(folder);
        if (!current.equals(holder)) {
            holder = current;
            since = now;
        }
        if (now - since >= MAX_WAIT.toNanos() || now - start >= MAX_TOTAL.toNanos()) {
            return false;
        }
        try {
            pause.pass(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyStoreException("interrupted while another process had the lock of the database", e);
        }
    }
}
