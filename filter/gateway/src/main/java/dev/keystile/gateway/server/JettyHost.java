package dev.keystile.gateway.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Jetty on one address: it takes its port first, so that nothing is made for a service that cannot start. */
public final class JettyHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JettyHost.class);
    private static final Duration MAX_STOP = Duration.ofSeconds(30);

    /** Connections that the system holds until the server takes them: a burst of one client keeps no other waiting. */
    private static final int MAX_UNACCEPTED = 1_024;

    private final Server server = new Server();
    private final GracefulHandler graceful = new GracefulHandler();
    private final Thread atShutdown = new Thread(this::stop, "stop");
    private final String host;
    private final ServerConnector connector;

    private JettyHost(String host, int port, ConnectionFactory... protocols) {
        this.host = host;
        connector = new ServerConnector(server, protocols);
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(MAX_UNACCEPTED);
        server.addConnector(connector);
        server.setErrorHandler(new JsonErrorHandler());
        server.setHandler(graceful);
    }

    /**
     * Takes a port; requests wait until the server is started.
     *
     * @param port 0 for any free one
     * @throws IOException if it is taken
     */
    public static JettyHost bind(String host, int port, ConnectionFactory... protocols) throws IOException {
        JettyHost bound = new JettyHost(host, port, protocols);
        bound.connector.open();
        return bound;
    }

    /**
     * Takes one more port, on which handlers know a request by its connector's name.
     *
     * @param port 0 for any free one
     * @return where it is reached from the same machine
     * @throws IOException if it is taken
     */
    public URI bindAlso(String name, String host, int port, ConnectionFactory... protocols) throws IOException {
        ServerConnector also = new ServerConnector(server, protocols);
        also.setName(name);
        also.setHost(host);
        also.setPort(port);
        also.setAcceptQueueSize(MAX_UNACCEPTED);
        server.addConnector(also);
        also.open();
        return baseUri(host, also);
    }

    /** HTTP as our servers speak it: without telling their version. */
    public static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Header fields hold keys: nothing keeps them for the next request, and none is taken for one in another case.
        http.setHeaderCacheSize(0);
        http.setHeaderCacheCaseSensitive(true);
        // A redirect repeats the state, which may be as large as the request line.
        http.setResponseHeaderSize(16 * 1024);
        return http;
    }

    /** Servlets as our servers mount them: at the root, without sessions. */
    public static ServletContextHandler context() {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.setErrorHandler(new JsonErrorHandler());
        // Else a target that is a query alone is redirected to one that repeats it, before any filter.
        context.setAllowNullPathInContext(true);
        // Else the paths of requests are kept, and people put keys there.
        context.getServletHandler().setFilterChainsCached(false);
        return context;
    }

    /** Where the service is reached, without a slash at the end; on the loopback address if it listens on all. */
    public URI baseUri() throws IOException {
        return baseUri(host, connector);
    }

    private static URI baseUri(String host, ServerConnector connector) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        String reached = address.isAnyLocalAddress() ? "127.0.0.1" : host;
        return URI.create(
                "http://" + (reached.contains(":") ? "[" + reached + "]" : reached) + ":" + connector.getLocalPort());
    }

    /**
     * Answers requests from now on.
     *
     * @param requestLog hears of every request that is done with; null for nobody
     */
    public void start(Handler handler, @Nullable RequestLog requestLog) throws Exception {
        graceful.setHandler(new ConnectionScheme(handler));
        server.setRequestLog(requestLog);
        server.start();
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /**
     * Waits until the server has stopped, which SIGTERM and SIGINT make it do.
     *
     * @return what the process should end with
     */
    public int join() throws InterruptedException {
        StopSignals signals = StopSignals.handle(this::stop);
        server.join();
        return signals.exitCode();
    }

    /** Takes no more requests and waits for those in flight. */
    @Override
    public void close() {
        stop();
    }

    /**
     * In two steps, because Jetty's own stop cuts the idle time-out of every connection to a second at once,
     * also where a slow request is still arriving.
     */
    private synchronized void stop() {
        for (Connector listener : server.getConnectors()) {
            ((ServerConnector) listener).close();
        }
        try {
            graceful.shutdown().get(MAX_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Some requests did not finish within {} seconds.", MAX_STOP.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LifeCycle.stop(server);
    }
}
