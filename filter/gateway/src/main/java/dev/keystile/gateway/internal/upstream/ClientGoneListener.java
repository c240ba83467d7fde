package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Abandons an exchange when its client has closed the connection, so that the service stops working on it. */
record ClientGoneListener(Exchange exchange) implements AsyncListener {

    /**
     * Listens to the client's connection while the servlet still runs: the listeners of an asynchronous context are told
     * nothing before that has ended. Jetty drops a failure that comes before a request is handed to the servlet, so the
     * exchange also looks at the connection itself.
     */
    static void listen(HttpServletRequest request, Exchange exchange) {
        ServletContextRequest coreRequest = ServletContextRequest.getServletContextRequest(request);
        EndPoint connection =
                coreRequest.getConnectionMetaData().getConnection().getEndPoint();
        exchange.watchClient(connection::isOpen);
        coreRequest.addFailureListener(failure -> {
            RequestBody body = exchange.body();
            // Otherwise the failure arrives through the body that is being read.
            if (body == null || body.hasEnded()) {
                exchange.abandon(failure);
            }
        });
    }

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
