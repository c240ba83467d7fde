package dev.keystile.gateway.internal.external;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** What stands behind a proxy: takes any path, and responds with what it received, line by line. */
final class Application implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<String> trailers = new CopyOnWriteArrayList<>();

    Application(int port) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
        http.setRelativeRedirectAllowed(true);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Echo());
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** The targets of all requests so far, as they came. */
    List<String> targets() {
        return targets;
    }

    /** The trailers of all requests so far. */
    List<String> trailers() {
        return trailers;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class Echo extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String target = request.getHttpURI().getPathQuery();
            targets.add(target);
            StringBuilder received = new StringBuilder(request.getMethod() + ' ' + target).append('\n');
            for (HttpField field : request.getHeaders()) {
                received.append(field.getName())
                        .append(": ")
                        .append(field.getValue())
                        .append('\n');
            }
            received.append('\n').append(Content.Source.asString(request));
            if (request.getTrailers() != null) {
                trailers.add(request.getTrailers().toString());
            }
            response.setStatus(request.getHeaders().contains("Respond-401") ? 401 : 200);
            response.getHeaders().put("Content-Type", "text/plain");
            response.getHeaders().put("From", "application");
            if (request.getHeaders().contains("Respond-Cacheable")) {
                response.getHeaders().put("Cache-Control", "public");
            }
            Content.Sink.write(response, true, received.toString(), callback);
            return true;
        }
    }
}
