package dev.keystile.gateway.internal.upstream;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.ClientConnector;

/** The settings of the HTTP client that sends requests to the services: sizes, timeouts and connections. */
final class UpstreamClient {

    /** In bytes: a request head of 8 KB in which every character is escaped, and the fields that the gateway adds. */
    private static final int MAX_REQUEST_HEAD = 32 * 1024;

    private static final int MAX_RESPONSE_HEAD = 24 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ADDRESS_TIMEOUT = Duration.ofSeconds(5);

    private UpstreamClient() {}

    /** Configures a client that has just been made on this connector. */
    static void configure(HttpClient client, ClientConnector connector) {
        connector.setConnectTimeout(CONNECT_TIMEOUT);
        // A request without these two fields is passed on without them.
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestHeadersSize(MAX_REQUEST_HEAD);
        client.setMaxResponseHeadersSize(MAX_RESPONSE_HEAD);
        client.setAddressResolutionTimeout(ADDRESS_TIMEOUT.toMillis());
    }

    /**
     * Configures a client whose defaults have been set by the proxy servlet.
     *
     * @param maxConnections the max for one address
     */
    static void configure(HttpClient client, int maxConnections) {
        client.setMaxConnectionsPerDestination(maxConnections);
        client.setMaxRequestsQueuedPerDestination(maxConnections);
        client.getProtocolHandlers().put(new InterimResponses());
    }

    /**
     * The max of connections to one address. Several upstreams may share an address, so it is the sum of their maxima:
     * the {@link Bulkhead} of each upstream decides before which requests get a connection, and when.
     */
    static int maxConnections(List<Upstream> upstreams) {
        long sum = upstreams.stream()
                .mapToLong(upstream -> upstream.connections().max())
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, sum));
    }
}
