package dev.keystile.demo.gateway.upstream;

import dev.keystile.config.KeystileConfig;
import dev.keystile.demo.gateway.identity.IdentityHeaders;
import dev.keystile.key.Network;
import dev.keystile.verdict.TrustedProxies;
import dev.keystile.web.ApiKeyAuthFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.ee10.proxy.AsyncProxyServlet;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.jspecify.annotations.Nullable;

/** Passes a request that the filter let in on to its service, and the answer back; both ways as they come. */
public final class UpstreamServlet extends AsyncProxyServlet {

    private static final long serialVersionUID = 1L;
    private static final String REQUEST_ID = "X-Request-ID";
    /** A head of 8 KB in which every character is escaped, and what is added to it. */
    private static final int LARGEST_HEAD = 32 * 1024;

    private static final int LARGEST_ANSWER_HEAD = 24 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int SWITCHING_PROTOCOLS = 101;

    private final transient UpstreamTable upstreams;
    private final transient IdentityHeaders identity;
    private final transient ForwardedHeaders forwarded;
    private final String problemBaseUri;
    private final transient AnswerFields answer;

    /**
     * A servlet in front of these services.
     *
     * @param config what the filter in front does
     */
    public UpstreamServlet(List<Upstream> upstreams, IdentityHeaders identity, KeystileConfig config) {
        this.upstreams = new UpstreamTable(upstreams);
        this.identity = identity;
        this.forwarded = new ForwardedHeaders(new TrustedProxies(
                config.trustedProxies().stream().map(Network::parse).toList()));
        this.problemBaseUri = config.problemBaseUri();
        this.answer = new AnswerFields(config.corsOrigins() != null);
    }

    /** What the superclass takes from there: each exchange has its own time-out, and answers follow no machine's name. */
    public static Map<String, String> initParameters() {
        return Map.of("timeout", "0", "maxThreads", "64", "maxConnections", "1024", "viaHost", "keystile");
    }

    @Override
    protected HttpClient newHttpClient(ClientConnector connector) {
        connector.setConnectTimeout(CONNECT_TIMEOUT);
        HttpClient client = super.newHttpClient(connector);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setMaxRequestHeadersSize(LARGEST_HEAD);
        client.setMaxResponseHeadersSize(LARGEST_ANSWER_HEAD);
        return client;
    }

    @Override
    protected HttpClient createHttpClient() throws ServletException {
        HttpClient client = super.createHttpClient();
        client.getProtocolHandlers().put(new InterimAnswers());
        return client;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Targets targets = upstreams.find(request.getMethod(), path(request));
        if (targets == null) {
            Problem.NO_UPSTREAM.write(problemBaseUri, request, response);
            return;
        }
        Exchange exchange = new Exchange(targets, String.valueOf(response.getHeader(REQUEST_ID)));
        Problem problem = Unsupported.problem(request);
        if (problem != null) {
            problem.write(problemBaseUri, request, response);
        } else if (exchange.isTooLarge(request.getContentLengthLong())) {
            Problem.CONTENT_TOO_LARGE.write(problemBaseUri, request, response);
        } else {
            exchange.carry(RequestBody.of(request, exchange.upstream().maxRequestSize()));
            request.setAttribute(Exchange.ATTRIBUTE, exchange);
            super.service(request, response);
        }
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
            ApiKeyAuthFilter.identity(request).ifPresent(known -> identity.describe(known, fields::put));
        });
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

    @Override
    protected void sendProxyRequest(HttpServletRequest request, HttpServletResponse response, Request proxyRequest) {
        Exchange exchange = Exchange.of(request);
        proxyRequest.onResponseSuccess(whole -> {
            exchange.answer();
            RequestBody body = exchange.body();
            if (body != null && !body.hasEnded()) {
                CompletableFuture<Boolean> unused = proxyRequest.abort(new Failures.AnsweredException());
            }
        });
        request.getAsyncContext().addListener(new ClientGone(exchange, proxyRequest));
        super.sendProxyRequest(request, response, proxyRequest);
    }

    @Override
    protected void onServerResponseHeaders(
            HttpServletRequest request, HttpServletResponse response, Response serverResponse) {
        try {
            Exchange.of(request).begin();
            if (serverResponse.getStatus() == SWITCHING_PROTOCOLS) {
                throw new IOException("the service switches to a protocol that nobody asked for");
            }
            HttpFields fields = serverResponse.getHeaders();
            answer.copy(fields, response);
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
        boolean elsewhere = Failures.isUnreachable(failure) && exchange.turnAway();
        if (elsewhere || (!exchange.hasBegun() && Failures.isStale(request, failure) && exchange.retry())) {
            Request again = newProxyRequest(request, rewriteTarget(request));
            copyRequestHeaders(request, again);
            addProxyHeaders(request, again);
            again.body(exchange.body());
            sendProxyRequest(request, response, again);
            return;
        }
        exchange.fail(failure);
        RequestBody body = exchange.body();
        fail(request, response, Failures.problem(failure, body != null && body.isAwaited()));
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
        try {
            problem.write(problemBaseUri, request, response);
        } catch (IOException e) {
            _log.debug("the client has gone", e);
        }
        end(request);
    }
}
