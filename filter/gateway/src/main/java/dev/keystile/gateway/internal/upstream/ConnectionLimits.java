package dev.keystile.gateway.internal.upstream;

/**
 * The limits on connections to one upstream, and how clients share them.
 *
 * @param max the max of connections at the same time, to all urls of the upstream together; each carries one request
 * @param maxPerClient how many connections the requests of one client address may hold or wait for; no limit if it is
 *     {@code max} or more
 * @param maxWaiting how many requests may wait for a connection
 */
public record ConnectionLimits(int max, int maxPerClient, int maxWaiting) {

    /** The default of {@code max}. */
    public static final int DEFAULT_MAX = 1_024;

    /** The default of {@code maxWaiting}. */
    public static final int DEFAULT_MAX_WAITING = 1_024;

    /** The limits if nothing is configured. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(DEFAULT_MAX, defaultPerClient(DEFAULT_MAX), DEFAULT_MAX_WAITING);

    private static final int DEFAULT_SHARE = 4;

    /** The default of {@code maxPerClient}: a quarter of the connections, at least one. */
    public static int defaultPerClient(int max) {
        return Math.max(1, max / DEFAULT_SHARE);
    }
}
