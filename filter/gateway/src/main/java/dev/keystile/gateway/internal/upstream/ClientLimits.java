package dev.keystile.gateway.internal.upstream;

import java.time.Duration;

/**
 * The limits on clients: {@code client.head-timeout}, {@code client.min-rate}, {@code client.grace} and {@code
 * max-head-size}.
 *
 * @param headTimeout the max time from the first byte of a request to the end of its header fields
 * @param minRate the bytes per second that a client has to send of a request's body, and to read of a response, counted
 *     only while the gateway waits for the client; 0 for any rate
 * @param grace how long a client may fall short of that rate
 * @param maxHeadSize the max size of a request line with all header fields, in bytes
 */
public record ClientLimits(Duration headTimeout, long minRate, Duration grace, int maxHeadSize) {

    /** The limits if nothing is configured: 10 seconds, 1,024 bytes per second, 30 seconds, 8 KB. */
    public static final ClientLimits DEFAULT =
            new ClientLimits(Duration.ofSeconds(10), 1_024, Duration.ofSeconds(30), 8 * 1024);
}
