package dev.keystile.gateway.internal.server;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Makes HTTP/1.1 connections with a time limit for the header fields of a request. */
public final class Http1ConnectionFactory extends HttpConnectionFactory {

    private final Supplier<Duration> headTimeout;

    /**
     * A factory of connections.
     *
     * @param headTimeout supplies the limit; called for each request that does not arrive in one piece
     */
    public Http1ConnectionFactory(HttpConfiguration http, Supplier<Duration> headTimeout) {
        super(http);
        this.headTimeout = headTimeout;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        Http1Connection connection = new Http1Connection(getHttpConfiguration(), connector, endPoint, headTimeout);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }
}
