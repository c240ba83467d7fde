package dev.keystile.gateway.internal.upstream;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.io.ClientConnector;

/** The settings of the HTTP client that sends requests to the services: sizes, timeouts and connections. */
final class UpstreamClient {

    /** Tags a request that must not use a connection which has been idle: the service may have closed it meanwhile. */
    static final String NEW_CONNECTION = "new-connection";

    /** In bytes: room for the fields that the gateway adds. */
    private static final int ADDED_FIELDS = 8 * 1024;

    /** An escaped character has three. */
    private static final int ESCAPED = 3;

    private static final int MAX_RESPONSE_HEAD = 24 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ADDRESS_TIMEOUT = Duration.ofSeconds(5);

    private UpstreamClient() {}

    /**
     * Configures a client that has just been made on this connector.
     *
     * @param maxHeadSize the max size of a request's head as it was sent; every character in it may have to be escaped
     */
    static void configure(HttpClient client, ClientConnector connector, int maxHeadSize) {
        connector.setConnectTimeout(CONNECT_TIMEOUT);
        // A request without these two fields is passed on without them.
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestHeadersSize(ESCAPED * maxHeadSize + ADDED_FIELDS);
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
        HttpClientTransport transport = client.getHttpClientTransport();
        ConnectionPool.Factory pools = transport.getConnectionPoolFactory();
        transport.setConnectionPoolFactory(destination -> {
            ConnectionPool pool = pools.newConnectionPool(destination);
            // Jetty pools the connections of each tag apart from the others.
            if (NEW_CONNECTION.equals(destination.getOrigin().getTag())) {
                ((AbstractConnectionPool) pool).setMaxUsage(1);
            }
            return pool;
        });
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
