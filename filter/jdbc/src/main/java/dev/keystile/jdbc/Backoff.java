package dev.keystile.jdbc;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: longer each time, and not in step with other nodes. */
final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long MAX_MILLIS = 5_000;

    private final DoubleSupplier random;
    private long next = FIRST_MILLIS;

    Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** Between half of the present step and all of it. */
    long nextMillis() {
        long step = next;
        next = Math.min(2 * step, MAX_MILLIS);
        return step / 2 + (long) (random.getAsDouble() * (step - step / 2));
    }

    void reset() {
        next = FIRST_MILLIS;
    }
}
