package dev.keystile.gateway.upstream;

import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.identity.IdentityHeaders;
import dev.keystile.gateway.log.RequestDecision;
import dev.keystile.key.Network;
import dev.keystile.reply.HiddenFields;
import dev.keystile.request.TrustedProxies;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes a request that the filter let in on to its service, and the answer back; both ways as they come. */
public final class UpstreamServlet extends AsyncProxyServlet {

    private static final long serialVersionUID = 1L;
    private static final String REQUEST_ID = "X-Request-ID";
    /** A head of 8 KB in which every character is escaped, and what is added to it. */
    private static final int MAX_HEAD = 32 * 1024;

    private static final int MAX_RESPONSE_HEAD = 24 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ADDRESS_TIMEOUT = Duration.ofSeconds(5);
    private static final int SWITCHING_PROTOCOLS = 101;

    private final transient UpstreamTable upstreams;
    private final transient ClientLimits limits;
    private final transient ClientAddress clients;
    private final transient IdentityHeaders identity;
    private final transient ForwardedHeaders forwarded;
    private final transient HiddenFields hidden;
    private final String problemBaseUri;
    private final transient ResponseFields answer;
    private final int maxConnections;
    private transient @Nullable ExchangeWatch watch;

    /**
     * A servlet in front of these services.
     *
     * @param limits how slow a client may be
     * @param trusted the fields that trusted proxies may set
     * @param keystile what decides about requests; each of them has a {@link RequestDecision} that lets it pass
     */
    public UpstreamServlet(
            List<Upstream> upstreams,
            ClientLimits limits,
            IdentityHeaders identity,
            TrustedFields trusted,
            Keystile keystile) {
        KeystileConfig config = keystile.config();
        this.hidden = keystile.hiddenFields();
        this.upstreams = new UpstreamTable(upstreams, config.pathCase());
        this.limits = limits;
        this.identity = identity;
        TrustedProxies proxies = new TrustedProxies(
                config.trustedProxies().stream().map(Network::parse).toList());
        this.clients = new ClientAddress(proxies);
        this.forwarded = new ForwardedHeaders(proxies, trusted);
        // Several upstreams may share an address. Who waits for a connection, and for how long, is decided before.
        this.maxConnections = (int) Math.min(
                Integer.MAX_VALUE,
                upstreams.stream().mapToLong(one -> one.connections().max()).sum());
        this.problemBaseUri = config.problemBaseUri();
        this.answer = new ResponseFields(config.corsOrigins() != null);
    }

    /** What the superclass takes from there: each exchange has its own time-out, and answers follow no machine's name. */
    public static Map<String, String> initParameters() {
        return Map.of("timeout", "0", "maxThreads", "64", "viaHost", "keystile");
    }

    @Override
    protected HttpClient newHttpClient(ClientConnector connector) {
        connector.setConnectTimeout(CONNECT_TIMEOUT);
        HttpClient client = super.newHttpClient(connector);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestHeadersSize(MAX_HEAD);
        client.setMaxResponseHeadersSize(MAX_RESPONSE_HEAD);
        client.setAddressResolutionTimeout(ADDRESS_TIMEOUT.toMillis());
        return client;
    }

    @Override
    protected HttpClient createHttpClient() throws ServletException {
        HttpClient client = super.createHttpClient();
        client.setMaxConnectionsPerDestination(Math.max(1, maxConnections));
        client.setMaxRequestsQueuedPerDestination(Math.max(1, maxConnections));
        client.getProtocolHandlers().put(new InterimResponses());
        ExchangeWatch started = new ExchangeWatch(client.getScheduler(), client.getExecutor());
        started.start();
        watch = started;
        return client;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        UpstreamTargets targets = upstreams.find(request.getMethod(), path(request));
        if (targets == null) {
            Problem.NO_UPSTREAM.write(problemBaseUri, request, response);
            return;
        }
        Exchange exchange = new Exchange(targets, String.valueOf(response.getHeader(REQUEST_ID)), limits);
        Problem problem = UnsupportedRequest.problem(request);
        if (problem != null) {
            problem.write(problemBaseUri, request, response);
        } else if (exchange.isTooLarge(request.getContentLengthLong())) {
            Problem.CONTENT_TOO_LARGE.write(problemBaseUri, request, response);
        } else {
            noticeWhenGone(request, exchange);
            ClientPace sending = new ClientPace(limits, System::nanoTime);
            exchange.carry(RequestBody.of(request, exchange.upstream().maxRequestSize(), sending));
            request.setAttribute(Exchange.ATTRIBUTE, exchange);
            super.service(request, response);
        }
    }

    /** Also while the servlet is at work, when no listener of its asynchronous context is told. */
    private static void noticeWhenGone(HttpServletRequest request, Exchange exchange) {
        ServletContextRequest.getServletContextRequest(request).addFailureListener(failure -> {
            RequestBody body = exchange.body();
            if (body == null || body.hasEnded()) {
                exchange.abandon(failure);
            }
        });
    }

    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** The path as it was authorised, and the query as it was sent. */
    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        String path = UriText.legal(Exchange.of(request).upstream().strip(request.getRequestURI()));
        String query = request.getQueryString();
        return query == null ? path : path + "?" + UriText.legal(query);
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String pathAndQuery) {
        Exchange exchange = Exchange.of(request);
        URI target = exchange.target();
        return getHttpClient()
                .newRequest(target)
                .method(request.getMethod())
                .path(target.getRawPath() + pathAndQuery)
                .idleTimeout(exchange.upstream().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .attribute(CLIENT_REQUEST_ATTRIBUTE, request);
    }

    /** After the hop-by-hop fields are gone, so that no Connection field can name one of these. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request proxyRequest) {
        addViaHeader(request, proxyRequest);
        Exchange exchange = Exchange.of(request);
        proxyRequest.headers(fields -> {
            fields.put(REQUEST_ID, exchange.requestId());
            fields.remove(HttpHeader.EXPECT);
            joinCookies(fields);
            if (exchange.body() != null && !fields.contains(HttpHeader.CONTENT_LENGTH)) {
                // Else the client sends a body without a type with some methods only.
                fields.put(HttpHeader.TRANSFER_ENCODING, "chunked");
            }
            forwarded.rewrite(request, fields);
            hide(fields);
            RequestDecision.of(request).identity().ifPresent(known -> identity.describe(known, fields::put));
        });
    }

    /** Removes keys, and identities that the client claims. */
    private void hide(HttpFields.Mutable fields) {
        for (Iterator<HttpField> each = fields.iterator(); each.hasNext(); ) {
            HttpField field = each.next();
            if (hidden.isHidden(field.getName(), String.valueOf(field.getValue()))) {
                each.remove();
            }
        }
    }

    /** HTTP/2 may split what HTTP/1.1 has in one field (RFC 9113, section 8.2.3). */
    private static void joinCookies(HttpFields.Mutable fields) {
        List<String> cookies = fields.getValuesList(HttpHeader.COOKIE);
        if (cookies.size() > 1) {
            fields.put(HttpHeader.COOKIE, String.join("; ", cookies));
        }
    }

    @Override
    protected boolean hasContent(HttpServletRequest request) {
        return Exchange.of(request).body() != null;
    }

    /** The gateway has the key it needs, so it asks for the body itself: not every service knows how to. */
    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected Request.@Nullable Content proxyRequestContent(
            HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        return Exchange.of(request).body();
    }

    /** Sends it as soon as there is a connection for it, or tells the client that there is none. */
    @Override
    protected void sendProxyRequest(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Exchange exchange = Exchange.of(request);
        request.getAsyncContext().addListener(new ClientGone(exchange));
        Objects.requireNonNull(watch).add(exchange);
        Runnable onTurn = () -> getHttpClient().getExecutor().execute(() -> sendAfterWait(exchange, request, response));
        switch (exchange.acquire(clients.of(request), onTurn, reason -> refuse(exchange, request, response, reason))) {
            case HELD -> send(request, response, proxyRequest);
            case FULL -> refuse(exchange, request, response, new RejectedExecutionException("too many requests wait"));
            case CLIENT_FULL ->
                refuse(
                        exchange,
                        request,
                        response,
                        new ExchangeFailures.RequestException(Problem.TOO_MANY_CONNECTIONS));
            case WAITING -> _log.trace("a request waits for a connection");
        }
    }

    private void sendAfterWait(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        Throwable gone = exchange.abandoned();
        if (exchange.hasEnded()) {
            // The server has taken the request and the response back.
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

    /** As it is now: an assertion that was signed before the wait may have expired. */
    private void sendAgain(HttpServletRequest request, HttpServletResponse response) {
        Request again = newProxyRequest(request, rewriteTarget(request));
        copyRequestHeaders(request, again);
        addProxyHeaders(request, again);
        again.body(Exchange.of(request).body());
        send(request, response, again);
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Exchange exchange = Exchange.of(request);
        proxyRequest.onResponseSuccess(whole -> {
            exchange.answer();
            RequestBody body = exchange.body();
            if (body != null && !body.hasEnded()) {
                CompletableFuture<Boolean> unused = proxyRequest.abort(new ExchangeFailures.AnsweredException());
            }
        });
        exchange.send(proxyRequest);
        super.sendProxyRequest(request, response, proxyRequest);
    }

    private void refuse(Exchange exchange, HttpServletRequest request, HttpServletResponse response, Throwable reason) {
        if (!exchange.hasEnded()) {
            exchange.fail(reason);
            fail(request, response, ExchangeFailures.problem(reason, false));
        }
    }

    @Override
    protected StreamWriter newWriteListener(HttpServletRequest request, Response serverResponse) {
        return new PacedWriter(request, serverResponse);
    }

    /** Knows since when the client has not read on. */
    private final class PacedWriter extends StreamWriter {

        private final ClientPace pace;
        private int written;

        PacedWriter(HttpServletRequest request, Response serverResponse) {
            super(request, serverResponse);
            pace = Exchange.of(request).reading();
        }

        @Override
        protected void data(byte[] bytes, int offset, int length, Callback callback) {
            written = length;
            pace.await();
            super.data(bytes, offset, length, callback);
        }

        @Override
        protected void complete() {
            pace.advance(written);
            super.complete();
        }
    }

    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest request, HttpServletResponse response, Response serverResponse) {
        try {
            if (serverResponse.getStatus() == SWITCHING_PROTOCOLS) {
                throw new IOException("the service switches to a protocol that nobody asked for");
            }
            HttpFields fields = serverResponse.getHeaders();
            answer.copy(fields, response);
            closeAfterUnreadBody(request, response);
            if (request.getMethod().equals("HEAD") && !fields.contains(HttpHeader.CONTENT_LENGTH)) {
                // Else the server says that the length is 0.
                response.flushBuffer();
            }
        } catch (IOException e) {
            CompletableFuture<Boolean> unused = serverResponse.abort(e);
        }
    }

    @Override
    protected void onProxyResponseSuccess(
            HttpServletRequest request, HttpServletResponse response, Response serverResponse) {
        end(request);
    }

    @Override
    protected void onProxyResponseFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Response serverResponse,
            Throwable failure) {
        Exchange exchange = Exchange.of(request);
        if (exchange.isAnswered()) {
            end(request);
            return;
        }
        boolean elsewhere = ExchangeFailures.isUnreachable(failure) && exchange.turnAway();
        if (elsewhere || (ExchangeFailures.isStale(request, failure) && exchange.retry())) {
            sendAgain(request, response);
            return;
        }
        exchange.fail(failure);
        RequestBody body = exchange.body();
        fail(request, response, ExchangeFailures.problem(failure, body != null && body.isAwaited()));
    }

    private static void end(HttpServletRequest request) {
        Exchange.of(request).end();
        // Not where the client has gone, and the server has ended it before.
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }

    /** An answer that has begun can only be broken off, so that nobody takes it for whole. */
    private void fail(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        if (response.isCommitted()) {
            Exchange.of(request).end();
            sendProxyResponseError(request, response, problem.status());
            return;
        }
        answer.remove(response);
        closeAfterUnreadBody(request, response);
        try {
            problem.write(problemBaseUri, request, response);
        } catch (IOException e) {
            _log.debug("the client has gone", e);
        }
        end(request);
    }

    /** The server may take what is left of a body for the next request if it comes just as the response ends. */
    private static void closeAfterUnreadBody(HttpServletRequest request, HttpServletResponse response) {
        RequestBody body = Exchange.of(request).body();
        if (body != null && !body.hasEnded() && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }
}
