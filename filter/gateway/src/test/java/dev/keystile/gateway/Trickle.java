package dev.keystile.gateway;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does a little every now and then for as long as it can, as a client does that wants to be there for ever. */
final class Trickle implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 50;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trickle");
        thread.setDaemon(true);
        return thread;
    });

    /** A little of it. */
    interface Step {

        /** Ends the rest of it if it throws. */
        void run() throws IOException;
    }

    private Trickle() {}

    static Trickle of(Step step) {
        Trickle trickle = new Trickle();
        trickle.timer.scheduleAtFixedRate(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        trickle.timer.shutdown();
                    }
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
        return trickle;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
