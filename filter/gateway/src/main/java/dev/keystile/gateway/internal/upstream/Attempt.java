package dev.keystile.gateway.internal.upstream;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/** One attempt to send a request to a service. Safe for use by many threads. */
final class Attempt {

    private final Request request;
    private final long startedAt = System.nanoTime();
    private volatile boolean connected;
    private volatile @Nullable Connection connection;
    private volatile long bytesBefore;

    /** @param request not sent yet */
    Attempt(Request request) {
        this.request = request;
        request.onRequestBegin(this::connect);
    }

    private void connect(Request begun) {
        if (begun.getConnection() instanceof Connection used) {
            bytesBefore = used.getBytesIn();
            connection = used;
        }
        connected = true;
    }

    /** Whether the attempt has had no connection for longer than this time. */
    boolean isUnconnected(long nanos) {
        return !connected && System.nanoTime() - startedAt > nanos;
    }

    /** Whether a single byte of a response has come. */
    boolean hasResponse() {
        Connection used = connection;
        return connected && (used == null || used.getBytesIn() > bytesBefore);
    }

    void abort(Throwable reason) {
        CompletableFuture<Boolean> unused = request.abort(reason);
    }
}
