package dev.keystile.gateway.internal.server;

import dev.keystile.reply.ProblemDocument;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.URIUtil;

/**
 * Sets the scheme of each request to the scheme of its connection. A client may name another scheme, in an absolute-form
 * target (RFC 9112, section 3.2.2) or in {@code :scheme} (RFC 9113, section 8.3.1), and a service could take a request over
 * http for one over https. A scheme other than http and https is refused with 400, and so is a Host field that names
 * another server than the target does.
 */
final class ConnectionScheme extends Handler.Wrapper {

    private static final ProblemDocument OTHER_SCHEME =
            badRequest("The target of the request names a scheme that is not http or https: send the path alone.");
    private static final ProblemDocument OTHER_HOST =
            badRequest("The Host field names another server than the target of the request: send one of them.");

    ConnectionScheme(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String named = uri.getScheme();
        HttpScheme own = request.getConnectionMetaData().isSecure() ? HttpScheme.HTTPS : HttpScheme.HTTP;
        if (named != null && !HttpScheme.HTTP.is(named) && !HttpScheme.HTTPS.is(named)) {
            return refuse(OTHER_SCHEME, request, response, callback);
        }
        if (namesTwoHosts(request)) {
            return refuse(OTHER_HOST, request, response, callback);
        }
        return super.handle(
                own.asString().equals(named) ? request : new RequestWithScheme(request, own), response, callback);
    }

    /** Over HTTP/2 a request may have both (RFC 9113, section 8.3.1); over HTTP/1.1 Jetty itself compares them. */
    private static boolean namesTwoHosts(Request request) {
        String field = request.getHeaders().get(HttpHeader.HOST);
        if (field == null || request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            return false;
        }
        HttpURI uri = request.getHttpURI();
        try {
            HostPort host = new HostPort(field);
            int defaultPort = URIUtil.getDefaultPortForScheme(uri.getScheme());
            return !String.valueOf(uri.getHost()).equalsIgnoreCase(host.getHost())
                    || (uri.getPort() > 0 ? uri.getPort() : defaultPort) != host.getPort(defaultPort);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static ProblemDocument badRequest(String detail) {
        return JsonErrorHandler.problem(HttpStatus.BAD_REQUEST_400, "bad_request", "Not valid HTTP", detail);
    }

    private static boolean refuse(ProblemDocument problem, Request request, Response response, Callback callback) {
        response.setStatus(problem.status());
        JsonErrorHandler.write(problem, request, response, callback);
        return true;
    }

    private static final class RequestWithScheme extends Request.Wrapper {

        private final HttpURI uri;

        RequestWithScheme(Request request, HttpScheme scheme) {
            super(request);
            uri = HttpURI.build(request.getHttpURI()).scheme(scheme).asImmutable();
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }
    }
}
