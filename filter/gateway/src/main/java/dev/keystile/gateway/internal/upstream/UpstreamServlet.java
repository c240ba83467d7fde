package dev.keystile.gateway.internal.upstream;

import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.request.TrustedProxies;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxy of the gateway: passes an authorised request on to its service, and the response back to the
 * client. Both bodies are streamed. A service that cannot be reached gives way to the next url of its upstream.
 */
public final class UpstreamServlet extends AsyncProxyServlet {

    private static final long serialVersionUID = 1L;

    private final transient UpstreamTable upstreams;
    private final transient ClientLimits limits;
    private final transient ClientAddress clients;
    private final transient RequestFields requestFields;
    private final transient ResponseHead responseHead;
    private final int maxConnections;
    private transient @Nullable RequestSender sender;

    /**
     * A servlet in front of these services.
     *
     * @param limits how slow a client may be
     * @param identity the fields that tell a service whose request it gets
     * @param trusted the fields that trusted proxies may set
     * @param keystile decides about requests; each request has a {@link RequestDecision} that lets it pass
     */
    public UpstreamServlet(
            List<Upstream> upstreams,
            ClientLimits limits,
            IdentityHeaders identity,
            TrustedFields trusted,
            Keystile keystile) {
        KeystileConfig config = keystile.config();
        this.upstreams = new UpstreamTable(upstreams, config.pathCase());
        this.limits = limits;
        TrustedProxies proxies = new TrustedProxies(config.trustedProxies());
        clients = new ClientAddress(proxies);
        requestFields = new RequestFields(new ForwardedHeaders(proxies, trusted), keystile.hiddenFields(), identity);
        responseHead = new ResponseHead(new ResponseFieldCopier(config.corsOrigins() != null), config.problemBaseUri());
        maxConnections = UpstreamClient.maxConnections(upstreams);
    }

    /**
     * The init parameters to mount the servlet with: no timeout of the proxy servlet, since each exchange has its own,
     * and a Via field that does not name this machine.
     */
    public static Map<String, String> initParameters() {
        return Map.of("timeout", "0", "maxThreads", "64", "viaHost", "keystile");
    }

    @Override
    protected HttpClient newHttpClient(ClientConnector connector) {
        HttpClient client = super.newHttpClient(connector);
        UpstreamClient.configure(client, connector, limits.maxHeadSize());
        return client;
    }

    @Override
    protected HttpClient createHttpClient() throws ServletException {
        HttpClient client = super.createHttpClient();
        UpstreamClient.configure(client, maxConnections);
        ExchangeWatch watch = new ExchangeWatch(client.getScheduler(), client.getExecutor());
        watch.start();
        sender = new RequestSender(new Steps(), client.getExecutor(), watch, clients);
        return client;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        UpstreamTargets targets = upstreams.find(request);
        Problem problem =
                targets == null ? Problem.NO_UPSTREAM : UnsupportedRequest.problem(request, targets.upstream());
        if (targets == null || problem != null) {
            responseHead.write(request, response, Objects.requireNonNull(problem));
            return;
        }
        Exchange exchange = new Exchange(targets, String.valueOf(response.getHeader("X-Request-ID")), limits);
        ClientGoneListener.listen(request, exchange);
        ClientRate sending = new ClientRate(limits, System::nanoTime);
        exchange.setBody(RequestBody.of(request, exchange.upstream().maxRequestSize(), sending));
        request.setAttribute(Exchange.ATTRIBUTE, exchange);
        request.setAttribute(JettyHost.READS_BODY, true);
        super.service(request, response);
    }

    /** The path as it was authorised, and the query as it was sent. */
    @Override
    protected String rewriteTarget(HttpServletRequest request) {
        String path = UriEscaping.escape(Exchange.of(request).upstream().strip(request.getRequestURI()));
        String query = request.getQueryString();
        return query == null ? path : path + "?" + UriEscaping.escape(query);
    }

    @Override
    protected Request newProxyRequest(HttpServletRequest request, String pathAndQuery) {
        Exchange exchange = Exchange.of(request);
        URI target = exchange.target();
        return getHttpClient()
                .newRequest(target)
                .method(request.getMethod())
                .path(target.getRawPath() + pathAndQuery)
                .tag(exchange.needsNewConnection() ? UpstreamClient.NEW_CONNECTION : null)
                .idleTimeout(exchange.upstream().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .attribute(CLIENT_REQUEST_ATTRIBUTE, request);
    }

    /** Called after the hop-by-hop fields have been removed. */
    @Override
    protected void addProxyHeaders(HttpServletRequest request, Request proxyRequest) {
        addViaHeader(request, proxyRequest);
        proxyRequest.headers(fields -> requestFields.complete(request, Exchange.of(request), fields));
    }

    @Override
    protected boolean hasContent(HttpServletRequest request) {
        return Exchange.of(request).body() != null;
    }

    /** False: the gateway has checked the key, so it requests the body itself; some services do not know how to. */
    @Override
    protected boolean expects100Continue(HttpServletRequest request) {
        return false;
    }

    @Override
    protected Request.@Nullable Content proxyRequestContent(
            HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        return Exchange.of(request).body();
    }

    @Override
    protected void sendProxyRequest(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        sender().send(request, response, proxyRequest);
    }

    private RequestSender sender() {
        return Objects.requireNonNull(sender, "the servlet has not been initialised");
    }

    @Override
    protected StreamWriter newWriteListener(HttpServletRequest request, Response serverResponse) {
        return new RatedWriter(request, serverResponse);
    }

    /** Measures how fast the client reads the response. */
    private final class RatedWriter extends StreamWriter {

        private final ClientRate reading;
        private int written;

        RatedWriter(HttpServletRequest request, Response serverResponse) {
            super(request, serverResponse);
            reading = Exchange.of(request).reading();
        }

        @Override
        protected void data(byte[] bytes, int offset, int length, Callback callback) {
            written = length;
            reading.startWait();
            super.data(bytes, offset, length, callback);
        }

        @Override
        protected void complete() {
            reading.endWait(written);
            super.complete();
        }
    }

    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest request, HttpServletResponse response, Response serverResponse) {
        try {
            Consumer<Throwable> abandon = Exchange.of(request)::abandon;
            request.setAttribute(JettyHost.STREAMS_RESPONSE, abandon);
            responseHead.copy(request, response, serverResponse);
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
        if (exchange.hasResponded()) {
            // The response is complete; what failed is the rest of the request's body.
            end(request);
            return;
        }
        boolean failOver = ExchangeFailures.isUnreachable(failure) && exchange.failOver();
        if (failOver || (ExchangeFailures.isStale(request, failure) && exchange.retry())) {
            sender().sendAgain(request, response);
            return;
        }
        exchange.fail(failure);
        RequestBody body = exchange.body();
        fail(request, response, ExchangeFailures.problem(failure, body != null && body.isAwaited()));
    }

    private static void end(HttpServletRequest request) {
        Exchange.of(request).end();
        // Jetty has ended the asynchronous context itself if the client has gone.
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }

    private void fail(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        if (response.isCommitted()) {
            // The connection is closed in the middle of the response, so that no client takes it for complete.
            Exchange.of(request).end();
            sendProxyResponseError(request, response, problem.status());
            return;
        }
        try {
            request.removeAttribute(JettyHost.STREAMS_RESPONSE);
            responseHead.replace(request, response, problem);
        } catch (IOException e) {
            _log.debug("the client has gone", e);
        }
        end(request);
    }

    /** The proxy servlet as the sender sees it. */
    private final class Steps implements RequestSender.Proxy {

        @Override
        public Request build(HttpServletRequest request) {
            Request proxyRequest = newProxyRequest(request, rewriteTarget(request));
            copyRequestHeaders(request, proxyRequest);
            addProxyHeaders(request, proxyRequest);
            return proxyRequest;
        }

        @Override
        public void transmit(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
            UpstreamServlet.super.sendProxyRequest(request, response, proxyRequest);
        }

        @Override
        public void fail(HttpServletRequest request, HttpServletResponse response, Problem problem) {
            UpstreamServlet.this.fail(request, response, problem);
        }
    }
}
