package dev.keystile.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so; it begins below zero, as {@code System.nanoTime} may. */
final class FakeTicker implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(-Duration.ofDays(1).toNanos());

    void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
