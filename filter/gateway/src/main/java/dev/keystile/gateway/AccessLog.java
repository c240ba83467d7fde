package dev.keystile.gateway;

import dev.keystile.credential.CredentialFields;
import dev.keystile.credential.PresentedTexts;
import dev.keystile.decision.Decision;
import dev.keystile.gateway.internal.external.OriginalRequest;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.gateway.internal.upstream.Exchange;
import dev.keystile.key.Identity;
import dev.keystile.key.Redaction;
import dev.keystile.request.TrustedProxies;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a line for each request: the client, the request, the key, the decision, and the time that the service took. The
 * client is the address that trusted proxies report; the address of the connection is logged too if it is another.
 */
public final class AccessLog implements RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.keystile.access");
    private static final String NONE = "-";
    private static final PresentedTexts NO_OTHER_FORMATS = new PresentedTexts(CredentialFields.DEFAULT);
    private static final int MAX_PATH = 256;
    private static final int MAX_ADDRESS = 64;
    private static final Pattern NOT_FOR_ADDRESSES = Pattern.compile("[^0-9A-Fa-f.:\\[\\]]");
    private static final long NANOS_PER_TENTH = 100_000;
    private static final int MAX_ERROR = 256;
    private static final Pattern NOT_FOR_QUOTES = Pattern.compile("[^ !#-\\[\\]-~]");
    private static final Pattern OBJECT = Pattern.compile("@[0-9a-f]+");

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Decision decision = RequestDecision.of(request);
        Identity identity = decision == null ? null : decision.identity().orElse(null);
        OriginalRequest original =
                request.getAttribute(OriginalRequest.ATTRIBUTE) instanceof OriginalRequest known ? known : null;
        Exchange exchange = request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange known ? known : null;
        String peer = Request.getRemoteAddr(request);
        String client = client(request, peer);
        LOG.info(
                "client={} method={} path={} status={} decision={} key={} account={} environment={} upstream={} upstream_ms={}"
                        + " ms={} bytes={} request_id={}{}",
                client.equals(peer) ? peer : address(client) + " peer=" + peer,
                word(request, original == null ? request.getMethod() : original.method()),
                path(request, original == null ? request.getHttpURI().getPath() : original.path()),
                response.getStatus(),
                decision == null ? NONE : decision.outcome(),
                identity == null ? NONE : identity.keyId(),
                identity == null ? NONE : identity.account().id(),
                identity == null ? NONE : identity.environment().id(),
                exchange == null ? NONE : exchange.target(),
                exchange == null || exchange.nanos() < 0 ? NONE : millis(exchange.nanos()),
                millis(System.nanoTime() - request.getBeginNanoTime()),
                Response.getContentBytesWritten(response),
                word(request, response.getHeaders().get("X-Request-ID")),
                exchange == null || exchange.failure() == null ? "" : error(request, exchange.failure()));
    }

    /** The error of a service, for the operator. */
    private static String error(Request request, Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage();
        boolean tells = message != null && !OBJECT.matcher(message).find() && !mayHoldKey(request, message);
        String text = tells ? name + ": " + message : name;
        String line = NOT_FOR_QUOTES.matcher(text).replaceAll("?");
        return " error=\"" + line.substring(0, Math.min(line.length(), MAX_ERROR)) + "\"";
    }

    private static String client(Request request, String peer) {
        return request.getAttribute(GatewayRuntime.PROXIES) instanceof TrustedProxies proxies
                ? proxies.clientOf(peer, request.getHeaders()::getValues)
                : peer;
    }

    /** The client that a proxy reports, which need not be an address. */
    private static String address(String text) {
        return text.isEmpty()
                        || text.length() > MAX_ADDRESS
                        || NOT_FOR_ADDRESSES.matcher(text).find()
                ? NONE
                : text;
    }

    /** The path without the query, which may have keys; a placeholder if the path may have a key. */
    private static String path(Request request, @Nullable String raw) {
        if (raw == null || raw.length() > MAX_PATH) {
            return NONE;
        }
        boolean mayHoldKey =
                Redaction.pathMayHoldKey(raw) || texts(request).areInPath(raw, request.getHeaders()::getValues);
        return mayHoldKey ? NONE : word(request, raw);
    }

    private static boolean mayHoldKey(Request request, String text) {
        return Redaction.mayHoldKey(text) || texts(request).areIn(text, request.getHeaders()::getValues);
    }

    /** Recognises the key that the request itself presents, which need not have Keystile's format. */
    private static PresentedTexts texts(Request request) {
        return request.getAttribute(GatewayRuntime.PRESENTED_TEXTS) instanceof PresentedTexts known
                ? known
                : NO_OTHER_FORMATS;
    }

    /** A text as one word of the line, see {@link LogWord}; a placeholder if the text may be a key. */
    private static String word(Request request, @Nullable String text) {
        return text == null || mayHoldKey(request, text) ? NONE : LogWord.of(text);
    }

    private static String millis(long nanos) {
        long tenths = (nanos + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
        return tenths / 10 + "." + tenths % 10;
    }
}
