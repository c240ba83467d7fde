package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request to its service when a connection is free, or responds with a problem if none becomes free in time. Safe
 * for use by many threads.
 */
final class RequestSender {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

    private final Proxy proxy;
    private final Executor executor;
    private final ExchangeWatch watch;
    private final ClientAddress clients;

    /** The steps of the proxy servlet that sending needs. */
    interface Proxy {

        /** Builds the request to the service, with the identity and the target as they are now. */
        Request build(HttpServletRequest request);

        /** Hands the request to the HTTP client. */
        void transmit(HttpServletRequest request, HttpServletResponse response, Request proxyRequest);

        /** Responds with a problem and ends the exchange. */
        void fail(HttpServletRequest request, HttpServletResponse response, Problem problem);
    }

    /**
     * A sender for all services.
     *
     * @param executor runs the requests that have waited for a connection
     * @param watch ends the waits that take too long
     * @param clients tells whose share of the connections a request counts to
     */
    RequestSender(Proxy proxy, Executor executor, ExchangeWatch watch, ClientAddress clients) {
        this.proxy = proxy;
        this.executor = executor;
        this.watch = watch;
        this.clients = clients;
    }

    /** Sends the request now or after a wait for a connection, or responds that too many requests wait already. */
    void send(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Exchange exchange = Exchange.of(request);
        request.getAsyncContext().addListener(new ClientGoneListener(exchange));
        watch.add(exchange);
        // The callback runs on the thread of another request, which must not wait for this one.
        Runnable onTurn = () -> executor.execute(() -> sendAfterWait(exchange, request, response));
        switch (exchange.acquire(clients.of(request), onTurn, reason -> refuse(exchange, request, response, reason))) {
            case HELD -> transmit(request, response, proxyRequest);
            case FULL -> refuse(exchange, request, response, new RejectedExecutionException("too many requests wait"));
            case CLIENT_FULL ->
                refuse(
                        exchange,
                        request,
                        response,
                        new ExchangeFailures.RequestException(Problem.TOO_MANY_CONNECTIONS));
            case WAITING -> LOG.trace("a request waits for a connection");
            case ENDED -> LOG.trace("a request has ended before it was sent");
        }
    }

    private void sendAfterWait(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        Throwable gone = exchange.abandoned();
        if (exchange.hasEnded()) {
            // Jetty has recycled the request and the response.
            return;
        }
        if (gone != null) {
            refuse(exchange, request, response, gone);
            return;
        }
        try {
            sendAgain(request, response);
        } catch (RuntimeException e) {
            refuse(exchange, request, response, e);
        }
    }

    /** Sends the request once more, built anew: an assertion that was signed before a wait may have expired. */
    void sendAgain(HttpServletRequest request, HttpServletResponse response) {
        Request again = proxy.build(request);
        again.body(Exchange.of(request).body());
        transmit(request, response, again);
    }

    private void transmit(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Exchange exchange = Exchange.of(request);
        proxyRequest.onResponseSuccess(serverResponse -> {
            exchange.responded();
            RequestBody body = exchange.body();
            if (body != null && !body.hasEnded()) {
                // The service has responded without reading on: the client need not send the rest.
                CompletableFuture<Boolean> unused = proxyRequest.abort(new ExchangeFailures.RespondedException());
            }
        });
        exchange.send(proxyRequest);
        proxy.transmit(request, response, proxyRequest);
    }

    private void refuse(Exchange exchange, HttpServletRequest request, HttpServletResponse response, Throwable reason) {
        if (!exchange.hasEnded()) {
            exchange.fail(reason);
            proxy.fail(request, response, ExchangeFailures.problem(reason, false));
        }
    }
}
