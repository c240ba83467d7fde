package dev.keystile.gateway.upstream;

/**
 * How many connections the gateway has to one upstream at most, and how they are shared.
 *
 * @param max connections at the same time, to all urls of the upstream together; each carries one request
 * @param maxPerClient how many of them requests of one client address may hold or wait for; no limit from {@code max} on
 * @param maxWaiting how many requests may wait for a connection
 */
public record ConnectionLimits(int max, int maxPerClient, int maxWaiting) {

    /** Where nothing else is configured. */
    public static final int DEFAULT_MAX = 1_024;

    /** Where nothing else is configured. */
    public static final int DEFAULT_MAX_WAITING = 1_024;

    /** Where nothing else is configured. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(DEFAULT_MAX, defaultPerClient(DEFAULT_MAX), DEFAULT_MAX_WAITING);

    private static final int DEFAULT_SHARE = 4;

    /** The share of one client address where none is configured: a quarter of the connections, at least one. */
    public static int defaultPerClient(int max) {
        return Math.max(1, max / DEFAULT_SHARE);
    }
}
