package dev.keystile.gateway.internal.server;

import dev.keystile.reply.ResponseFields;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads on what a client sends after its request was refused. A connection that is closed while the client still sends is
 * reset, and the client may lose the response. The reading is bounded in bytes, in time and in number; where a bound is
 * reached, the connection is closed.
 */
final class RefusedBodyHandler extends Handler.Wrapper {

    private static final Limits DEFAULT_LIMITS =
            new Limits(64 * 1024 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(30), 256);

    private final Limits limits;
    private final Semaphore free;

    /**
     * The bounds.
     *
     * @param maxBytes the max size that is read of one body
     * @param maxSilence the max time without a byte
     * @param maxTime the max time for one body
     * @param maxAtOnce the max number of bodies that are read at once; other connections are closed without it
     */
    record Limits(long maxBytes, Duration maxSilence, Duration maxTime, int maxAtOnce) {}

    RefusedBodyHandler(Handler handler) {
        this(handler, DEFAULT_LIMITS);
    }

    RefusedBodyHandler(Handler handler, Limits limits) {
        super(handler);
        this.limits = limits;
        this.free = new Semaphore(limits.maxAtOnce());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, new AfterResponse(request, response, callback));
    }

    /** Called when the response has been written. */
    private final class AfterResponse extends Callback.Nested {

        private final Request request;
        private final Response response;

        AfterResponse(Request request, Response response, Callback callback) {
            super(callback);
            this.request = request;
            this.response = response;
        }

        @Override
        public void succeeded() {
            // A client that waits for 100 Continue has not sent anything.
            boolean refused = response.getHeaders().contains(ResponseFields.ERROR)
                    && !request.getHeaders().contains(HttpHeader.EXPECT)
                    && request.getAttribute(JettyHost.READS_BODY) == null;
            if (refused && request.getLength() != 0 && free.tryAcquire()) {
                new BodyDrain(request, limits, Callback.from(free::release, getCallback())).start();
            } else {
                super.succeeded();
            }
        }
    }
}
