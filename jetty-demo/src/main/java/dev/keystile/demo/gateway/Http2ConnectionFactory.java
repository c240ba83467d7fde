package dev.keystile.demo.gateway;

import java.io.EOFException;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;

/**
 * HTTP/2 as Jetty speaks it, which resets a stream whose body is not as long as it says, and tells nobody. Here the
 * request fails then, so that who waits for the rest of it waits no longer.
 */
final class Http2ConnectionFactory extends HTTP2CServerConnectionFactory {

    Http2ConnectionFactory(HttpConfiguration http) {
        super(http);
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
}
