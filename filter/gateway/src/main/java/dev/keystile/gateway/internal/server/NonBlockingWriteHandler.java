package dev.keystile.gateway.internal.server;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Completes the first write of a response at once, if it is a small response in one piece, such as a refusal, or only the
 * head. Jetty completes it when the client has taken the bytes, and the thread of a servlet waits for that. A client can put
 * that off for as long as it likes: of HTTP/2 with a window of zero, or by not reading at all.
 */
final class NonBlockingWriteHandler extends Handler.Wrapper {

    /** In bytes: what a client that takes nothing may cost for each request. */
    static final int MAX_COPY = 16 * 1024;

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

        private volatile boolean begun;
        private volatile CompletableFuture<Void> firstWrite = CompletableFuture.completedFuture(null);

        NonBlockingResponse(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            boolean isFirst = !begun && !isCommitted();
            begun = true;
            if (isFirst && (last ? isSmallWhole(content) : BufferUtil.isEmpty(content))) {
                writeFirst(last, copy(content), callback);
            } else if (firstWrite.isDone()) {
                super.write(last, content, callback);
            } else {
                // Jetty takes one write at a time.
                var unused = firstWrite.whenComplete(
                        (written, failure) -> writeAfterFirst(failure, last, content, callback));
            }
        }

        private boolean isSmallWhole(@Nullable ByteBuffer content) {
            return getRequest().getAttribute(JettyHost.STREAMS_RESPONSE) == null
                    && BufferUtil.length(content) <= MAX_COPY;
        }

        /** Takes the content, since the caller may use its buffer again, or write what is left in it. */
        private static ByteBuffer copy(@Nullable ByteBuffer content) {
            if (content == null) {
                return BufferUtil.EMPTY_BUFFER;
            }
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            return ByteBuffer.wrap(bytes);
        }

        private void writeFirst(boolean last, ByteBuffer content, Callback callback) {
            Callback.Completable write = new Callback.Completable();
            firstWrite = write;
            try {
                super.write(last, content, write);
            } catch (Throwable e) {
                write.failed(e);
                throw e;
            }
            if (write.isCompletedExceptionally()) {
                var unused = write.exceptionally(failure -> {
                    callback.failed(failure);
                    return null;
                });
                return;
            }
            var unused = write.exceptionally(failure -> {
                tell(failure);
                return null;
            });
            callback.succeeded();
        }

        /** Jetty tells a failure to the write that is pending, and to nobody else. */
        @SuppressWarnings("unchecked")
        private void tell(Throwable failure) {
            if (getRequest().getAttribute(JettyHost.STREAMS_RESPONSE) instanceof Consumer<?> streaming) {
                ((Consumer<Throwable>) streaming).accept(failure);
            }
        }

        private void writeAfterFirst(@Nullable Throwable failure, boolean last, ByteBuffer content, Callback callback) {
            if (failure != null) {
                callback.failed(failure);
                return;
            }
            try {
                super.write(last, content, callback);
            } catch (Throwable e) {
                callback.failed(e);
            }
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
