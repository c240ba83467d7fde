package dev.keystile.gateway.internal.server;

import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection that responds with 408 and closes if the header fields of a request take too long. */
final class Http1Connection extends HttpConnection {

    private final HeadTimer timer;
    private long requests;
    private long bytesBetween;

    Http1Connection(HttpConfiguration http, Connector connector, EndPoint endPoint, Supplier<Duration> headTimeout) {
        super(http, connector, endPoint);
        timer = new HeadTimer(connector.getScheduler(), headTimeout, this::expire);
    }

    /** Called when Jetty waits for more of a head, or for the first byte of the next head. */
    @Override
    public void fillInterested(Callback callback) {
        if (getMessagesIn() != requests) {
            requests = getMessagesIn();
            bytesBetween = getBytesIn();
            timer.end();
        }
        // Before a request there may be empty lines, after which the parser is still in its start state.
        if (getBytesIn() > bytesBetween || !getParser().isState(HttpParser.State.START)) {
            timer.begin();
        }
        super.fillInterested(callback);
    }

    /** Called when Jetty waits for more of a body. */
    @Override
    public void tryFillInterested(Callback callback) {
        timer.end();
        super.tryFillInterested(callback);
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        timer.end();
        super.onClose(cause);
    }

    /** Fails the wait for more of the head, as an idle timeout does. Does nothing if Jetty does not wait. */
    private void expire(TimeoutException timeout) {
        if (getEndPoint() instanceof AbstractEndPoint endPoint) {
            endPoint.getFillInterest().onFail(new HeadTimeoutException(timeout));
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        if (cause instanceof HeadTimeoutException) {
            getEndPoint().write(Callback.from(getEndPoint()::close), ByteBuffer.wrap(response()));
        } else {
            super.onFillInterestedFailed(cause);
        }
    }

    private static byte[] response() {
        String requestId = JsonErrorHandler.requestId(null);
        byte[] body = JsonErrorHandler.problem(408).bytes(requestId);
        return ("HTTP/1.1 408 Request Timeout\r\nContent-Type: " + ProblemDocument.MEDIA_TYPE
                        + "\r\nCache-Control: no-store\r\n" + RequestIds.HEADER + ": " + requestId
                        + "\r\nConnection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final class HeadTimeoutException extends Exception {
        private static final long serialVersionUID = 1L;

        HeadTimeoutException(TimeoutException cause) {
            super(cause);
        }
    }
}
