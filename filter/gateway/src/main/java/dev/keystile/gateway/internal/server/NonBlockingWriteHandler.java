package dev.keystile.gateway.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Has no thread wait for the client where a servlet writes a small response in one piece, such as a refusal, or sends the
 * head of a response ahead. A servlet's write returns only when the client has taken the bytes, which a client can put off
 * for as long as it likes: of HTTP/2 with a window of zero, or by not reading at all.
 */
final class NonBlockingWriteHandler extends Handler.Wrapper {

    /** In bytes: what a client that takes nothing may cost for each request. */
    static final int MAX_SIZE = 16 * 1024;

    NonBlockingWriteHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        NonBlockingResponse nonBlocking = new NonBlockingResponse(request, response);
        return super.handle(request, nonBlocking, new AfterFirstWrite(nonBlocking, callback));
    }

    /** A response whose caller need not wait for the first write. */
    private static final class NonBlockingResponse extends Response.Wrapper {

        private volatile CompletableFuture<Void> firstWrite = CompletableFuture.completedFuture(null);

        NonBlockingResponse(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (isCommitted() || !(last ? isSmallWhole(content) : BufferUtil.isEmpty(content))) {
                // Jetty takes one write at a time.
                var unused = firstWrite.whenComplete((written, failure) -> {
                    if (failure == null) {
                        super.write(last, content, callback);
                    } else {
                        callback.failed(failure);
                    }
                });
                return;
            }
            Callback.Completable write = new Callback.Completable();
            firstWrite = write;
            // A copy, since the caller may use its buffer again.
            super.write(last, BufferUtil.isEmpty(content) ? BufferUtil.EMPTY_BUFFER : BufferUtil.copy(content), write);
            callback.succeeded();
        }

        private boolean isSmallWhole(ByteBuffer content) {
            return getRequest().getAttribute(JettyHost.STREAMS_RESPONSE) == null
                    && BufferUtil.length(content) <= MAX_SIZE;
        }
    }

    /** Ends the request when the first write of its response has ended as well. */
    private static final class AfterFirstWrite extends Callback.Nested {

        private final NonBlockingResponse response;

        AfterFirstWrite(NonBlockingResponse response, Callback callback) {
            super(callback);
            this.response = response;
        }

        @Override
        public void succeeded() {
            var unused = response.firstWrite.whenComplete((written, failure) -> {
                if (failure == null) {
                    super.succeeded();
                } else {
                    super.failed(failure);
                }
            });
        }
    }
}
