package dev.keystile.demo.dashboard;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes expired data at regular times. A failure is logged, and the next run tries again. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long SHOWN_KEYS_SECONDS = 5;
    private static final long SEALED_KEYS_SECONDS = 60;

    private final Runnable shownKeys;
    private final Runnable sealedKeys;
    private @Nullable ScheduledExecutorService thread;

    /**
     * @param shownKeys forgets keys that were to be shown once, and were not fetched
     * @param sealedKeys forgets the sealed texts of keys that have ended
     */
    Housekeeping(Runnable shownKeys, Runnable sealedKeys) {
        this.shownKeys = shownKeys;
        this.sealedKeys = sealedKeys;
    }

    /** Sealed texts of what ended while the service did not run are forgotten before this returns. */
    synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "housekeeping");
            daemon.setDaemon(true);
            return daemon;
        });
        run(sealedKeys);
        repeat(started, shownKeys, SHOWN_KEYS_SECONDS);
        repeat(started, sealedKeys, SEALED_KEYS_SECONDS);
        thread = started;
    }

    synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    private static void repeat(ScheduledExecutorService thread, Runnable task, long seconds) {
        var unused = thread.scheduleWithFixedDelay(() -> run(task), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("Something is not forgotten yet, and tried again: {}", e.toString());
        }
    }
}
