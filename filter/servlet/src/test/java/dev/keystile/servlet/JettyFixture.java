package dev.keystile.servlet;

import dev.keystile.TestTimeout;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** A Jetty that is spoken to without a socket. */
public final class JettyFixture implements AutoCloseable {

    /** What a servlet does. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    final ServletContextHandler context = new ServletContextHandler();
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    public JettyFixture() {
        server.addConnector(connector);
        server.setHandler(context);
    }

    /** A filter that refuses no key because a busy machine keeps its load waiting. */
    static FilterBuilder builder() {
        return ApiKeyAuthFilter.builder().loadTimeout(TestTimeout.MAX);
    }

    public JettyFixture filter(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        return filter(holder);
    }

    public JettyFixture filter(FilterHolder holder) {
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        return this;
    }

    public JettyFixture servlet(String pattern, Handler handler) {
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        try {
                            handler.handle(request, response);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }),
                pattern);
        return this;
    }

    /** The paths that Jetty takes. */
    JettyFixture compliance(UriCompliance paths) {
        connector
                .getConnectionFactory(HttpConfiguration.ConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(paths);
        return this;
    }

    public JettyFixture start() throws Exception {
        server.start();
        return this;
    }

    /** The whole response, as text. */
    public String get(String path, String... headerLines) throws Exception {
        return send("GET", path, "close", headerLines);
    }

    /** The response to OPTIONS. */
    String options(String path, String... headerLines) throws Exception {
        return send("OPTIONS", path, "close", headerLines);
    }

    /** The head of the response to a request for another protocol. */
    String upgrade(String path, String... headerLines) throws Exception {
        return send("GET", path, "Upgrade", headerLines);
    }

    /** The response to HEAD, after which nothing may come. */
    String head(String path) throws Exception {
        String request = "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        return connector.getResponse(request, true, TestTimeout.SECONDS, TimeUnit.SECONDS);
    }

    private String send(String method, String path, String connection, String... headerLines) throws Exception {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) {
            request.append(line).append("\r\n");
        }
        return connector.getResponse(
                request + "Connection: " + connection + "\r\n\r\n", false, TestTimeout.SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
