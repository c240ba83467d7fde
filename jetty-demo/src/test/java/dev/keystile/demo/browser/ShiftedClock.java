package dev.keystile.demo.browser;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, and what a test put it ahead by. */
final class ShiftedClock implements InstantSource {

    private volatile Duration ahead = Duration.ZERO;

    void goForward(Duration time) {
        ahead = ahead.plus(time);
    }

    void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
