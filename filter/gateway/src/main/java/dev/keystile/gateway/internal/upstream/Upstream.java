package dev.keystile.gateway.internal.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A service behind the gateway: an entry of {@code upstreams}.
 *
 * @param path the pattern of the paths whose requests the service gets, as in a route
 * @param urls where the service runs: one url or more, which take turns
 * @param stripPrefix whole segments that are cut off the front of a path; empty for none
 * @param timeout how long the service may send nothing, before its response and in the middle of it; also how long a
 *     request waits for a connection
 * @param maxRequestSize the max size of a request's body, in bytes; empty for no limit
 * @param connections the limits on connections to the service
 */
public record Upstream(
        String path,
        List<URI> urls,
        String stripPrefix,
        Duration timeout,
        OptionalLong maxRequestSize,
        ConnectionLimits connections) {

    /** The timeout if none is configured. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Copies the list. */
    public Upstream {
        urls = List.copyOf(urls);
    }

    /**
     * The path without the prefix. Segments are counted, not compared: the decoded path matched the pattern, and the raw
     * path may spell the same segments in another way.
     *
     * @param rawPath the path as it was sent, not ambiguous
     */
    String strip(String rawPath) {
        int from = 0;
        for (int i = 0; i < stripPrefix.length(); i++) {
            if (stripPrefix.charAt(i) == '/') {
                int next = rawPath.indexOf('/', from + 1);
                from = next < 0 ? rawPath.length() : next;
            }
        }
        return from == rawPath.length() ? "/" : rawPath.substring(from);
    }
}
