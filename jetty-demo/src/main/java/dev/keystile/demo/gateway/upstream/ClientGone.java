package dev.keystile.demo.gateway.upstream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Request;

/** Tells a service that nobody waits for its answer any more. */
record ClientGone(Exchange exchange, Request request) implements AsyncListener {

    @Override
    public void onError(AsyncEvent event) {
        exchange.abandon();
        CompletableFuture<Boolean> unused = request.abort(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {}
}
