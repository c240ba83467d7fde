package dev.keystile.jdbc;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** The time to wait before the next attempt: longer after each attempt, and random, so that nodes do not connect at once. */
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

    /** The time to wait now: between half of the present step and the whole step. */
    long nextMillis() {
        long step = next;
        next = Math.min(2 * step, MAX_MILLIS);
        return step / 2 + (long) (random.getAsDouble() * (step - step / 2));
    }

    void reset() {
        next = FIRST_MILLIS;
    }
}
