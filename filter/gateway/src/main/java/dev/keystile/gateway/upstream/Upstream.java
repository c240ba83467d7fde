package dev.keystile.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A service behind the gateway.
 *
 * @param path the pattern of the paths that it gets, as in a route
 * @param urls where it runs: one or more, that take turns
 * @param stripPrefix whole segments that are cut off the front of a path; empty for none
 * @param timeout how long it may keep silent: before its answer, and in the midst of it; also how long a request waits
 *     for a connection
 * @param maxRequestSize the largest body that it gets, in bytes; empty for any
 * @param connections how many connections it gets, and who
 */
public record Upstream(
        String path,
        List<URI> urls,
        String stripPrefix,
        Duration timeout,
        OptionalLong maxRequestSize,
        ConnectionLimits connections) {

    /** Where nothing else is configured. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** Copies the list. */
    public Upstream {
        urls = List.copyOf(urls);
    }

    /**
     * A path without the prefix. Segments are counted, not compared: the path matched the pattern after it was decoded,
     * and is passed on as it was sent.
     *
     * @param rawPath as it was sent, unambiguous
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
