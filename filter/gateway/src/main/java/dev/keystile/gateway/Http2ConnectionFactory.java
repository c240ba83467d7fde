package dev.keystile.gateway;

import java.io.EOFException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerSession;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP/2 of Jetty with two changes. A request whose body has not the length of its Content-Length fails; Jetty resets the
 * stream without a failure, and a reader of the body would wait without end. And the header fields of a request have a time
 * limit.
 */
final class Http2ConnectionFactory extends HTTP2CServerConnectionFactory {

    private final Supplier<Duration> headTimeout;

    /** @param headTimeout supplies the limit, for each frame that does not arrive in one piece */
    Http2ConnectionFactory(HttpConfiguration http, Supplier<Duration> headTimeout) {
        super(http);
        this.headTimeout = headTimeout;
    }

    @Override
    protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
        return new HTTPServerSessionListener(endPoint) {
            @Override
            public void onClosed(Stream stream) {
                if (stream.isReset()) {
                    onStreamFailure(stream, new EOFException("the stream is reset"), Callback.NOOP);
                }
            }
        };
    }

    /** As in the superclass, with another parser, which cannot be replaced in another way. */
    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        HttpConfiguration http = getHttpConfiguration();
        ServerSessionListener listener = newSessionListener(connector, endPoint);
        Generator generator = new Generator(
                connector.getByteBufferPool(), isUseOutputDirectByteBuffers(), getMaxHeaderBlockFragment());
        int maxResponseHead = http.getMaxResponseHeaderSize();
        generator
                .getHpackEncoder()
                .setMaxHeaderListSize(maxResponseHead < 0 ? http.getResponseHeaderSize() : maxResponseHead);
        TimedParser parser = new TimedParser(
                connector, http.getRequestHeaderSize(), getRateControlFactory().newRateControl(endPoint), headTimeout);
        parser.setMaxSettingsKeys(getMaxSettingsKeys());
        HTTP2ServerSession session = new HTTP2ServerSession(
                connector.getScheduler(),
                endPoint,
                parser,
                generator,
                listener,
                getFlowControlStrategyFactory().newFlowControlStrategy());
        session.setMaxLocalStreams(getMaxConcurrentStreams());
        session.setMaxRemoteStreams(getMaxConcurrentStreams());
        session.setMaxEncoderTableCapacity(getMaxEncoderTableCapacity());
        session.setStreamIdleTimeout(getStreamIdleTimeout() == 0 ? endPoint.getIdleTimeout() : getStreamIdleTimeout());
        session.setInitialSessionRecvWindow(getInitialSessionRecvWindow());
        session.setWriteThreshold(http.getOutputBufferSize());
        session.setConnectProtocolEnabled(isConnectProtocolEnabled());
        HTTP2ServerConnection connection = new HTTP2ServerConnection(connector, endPoint, http, session, listener) {
            @Override
            public void onClose(Throwable cause) {
                parser.stopTimer();
                super.onClose(cause);
            }
        };
        connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
        connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
        // Sends GOAWAY to the clients when the server stops.
        getBeans(SessionContainer.class).forEach(connection::addEventListener);
        getEventListeners().forEach(session::addEventListener);
        parser.init(connection);
        return configure(connection, connector, endPoint);
    }
}
