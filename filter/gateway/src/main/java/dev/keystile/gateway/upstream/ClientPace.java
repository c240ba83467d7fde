package dev.keystile.gateway.upstream;

import java.util.function.LongSupplier;

/**
 * Whether a client keeps the minimum rate in one direction. Each byte earns time, and only the time in which the gateway
 * waits for the client is spent, so that a service may be silent for as long as it likes.
 */
final class ClientPace {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long ANY_RATE = Long.MAX_VALUE;

    private final LongSupplier ticker;
    private final long nanosPerByte;
    private final long grace;
    private long allowance;
    private long since;
    private boolean waiting;

    ClientPace(ClientLimits limits, LongSupplier ticker) {
        this.ticker = ticker;
        nanosPerByte = limits.minRate() == 0 ? ANY_RATE : Math.max(1, NANOS_PER_SECOND / limits.minRate());
        grace = limits.grace().toNanos();
        allowance = grace;
    }

    /** The gateway waits for the client from now on. */
    synchronized void await() {
        if (!waiting) {
            waiting = true;
            since = ticker.getAsLong();
        }
    }

    /** The client has sent or read this much, and the gateway does not wait for it now. */
    synchronized void advance(long bytes) {
        if (waiting) {
            waiting = false;
            allowance -= ticker.getAsLong() - since;
        }
        // No more than the grace: who was quick before may not stop for long.
        long missing = grace - allowance;
        allowance = bytes > missing / nanosPerByte ? grace : allowance + bytes * nanosPerByte;
    }

    /** Whether the gateway has waited too long. */
    synchronized boolean isTooSlow() {
        return waiting && nanosPerByte != ANY_RATE && ticker.getAsLong() - since > allowance;
    }
}
