package dev.keystile.gateway.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Writes a small response in one piece, such as a refusal, while no thread waits for it. The write of a servlet returns only
 * when the client has taken the bytes, which a client can put off for as long as it likes: of HTTP/2 with a window of zero,
 * of HTTP/1.1 by requests whose responses it does not read.
 */
final class OnePieceHandler extends Handler.Wrapper {

    /** In bytes: what a stalled client may cost at most for each request. */
    private static final int MAX_SIZE = 16 * 1024;

    OnePieceHandler(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        OnePiece piece = new OnePiece(request, response);
        return super.handle(request, piece, new AfterWrite(piece, callback));
    }

    /** A response whose first write is not waited for if it is the last one as well. */
    private static final class OnePiece extends Response.Wrapper {

        private volatile CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

        OnePiece(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            boolean isStreamed = getRequest().getAttribute(JettyHost.STREAMS_RESPONSE) != null;
            if (!last || isCommitted() || isStreamed || BufferUtil.length(content) > MAX_SIZE) {
                super.write(last, content, callback);
                return;
            }
            Callback.Completable write = new Callback.Completable();
            written = write;
            // A copy, since the caller may use its buffer again.
            super.write(true, content == null ? BufferUtil.EMPTY_BUFFER : BufferUtil.copy(content), write);
            callback.succeeded();
        }
    }

    /** Ends the request when its response has been written. */
    private static final class AfterWrite extends Callback.Nested {

        private final OnePiece piece;

        AfterWrite(OnePiece piece, Callback callback) {
            super(callback);
            this.piece = piece;
        }

        @Override
        public void succeeded() {
            var unused = piece.written.whenComplete((written, failure) -> {
                if (failure == null) {
                    super.succeeded();
                } else {
                    super.failed(failure);
                }
            });
        }
    }
}
