package dev.keystile.gateway.internal.upstream;

import java.util.function.LongSupplier;

/**
 * Measures whether a client keeps the minimum rate, in one direction of one request. Each byte adds to an allowance of
 * time, and only the time in which the gateway waits for the client is taken from it: a slow service costs the client
 * nothing. Safe for use by many threads.
 */
final class ClientRate {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long ANY_RATE = Long.MAX_VALUE;

    private final LongSupplier ticker;
    private final long nanosPerByte;
    private final long grace;
    private long allowance;
    private long since;
    private boolean waiting;

    ClientRate(ClientLimits limits, LongSupplier ticker) {
        this.ticker = ticker;
        nanosPerByte = limits.minRate() == 0 ? ANY_RATE : Math.max(1, NANOS_PER_SECOND / limits.minRate());
        grace = limits.grace().toNanos();
        allowance = grace;
    }

    /** The gateway begins to wait for the client. Does nothing if it waits already. */
    synchronized void startWait() {
        if (!waiting) {
            waiting = true;
            since = ticker.getAsLong();
        }
    }

    /** The client has sent or read this many bytes, and the gateway does not wait any more. */
    synchronized void endWait(long bytes) {
        if (waiting) {
            waiting = false;
            allowance -= ticker.getAsLong() - since;
        }
        // At most the grace: a client that was fast before may not pause for longer because of that.
        long missing = grace - allowance;
        allowance = bytes > missing / nanosPerByte ? grace : allowance + bytes * nanosPerByte;
    }

    /** Whether the gateway waits now, and the allowance is used up. */
    synchronized boolean isTooSlow() {
        return waiting && nanosPerByte != ANY_RATE && ticker.getAsLong() - since > allowance;
    }
}
