package dev.keystile.gateway.upstream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Tells a service that nobody waits for its answer any more. */
record ClientGone(Exchange exchange) implements AsyncListener {

    @Override
    public void onError(AsyncEvent event) {
        exchange.abandon(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {
        exchange.end();
    }
}
