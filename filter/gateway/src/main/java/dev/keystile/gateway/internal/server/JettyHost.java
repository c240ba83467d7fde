package dev.keystile.gateway.internal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
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

/**
 * A Jetty server with graceful shutdown. The port is bound first, so that nothing else is made for a server that cannot
 * start.
 *
 * <pre>{@code
 * JettyHost host = JettyHost.bind("127.0.0.1", 8080, new HttpConnectionFactory(JettyHost.http()));
 * ServletContextHandler context = JettyHost.context();
 * // Add filters and servlets to the context.
 * host.start(context, null);
 * System.exit(host.join());
 * }</pre>
 */
public final class JettyHost implements AutoCloseable {

    /**
     * The request attribute that a servlet sets if it reads the body of the request by itself, also after the response. The
     * server then does not read on after a refusal.
     */
    public static final String READS_BODY = "dev.keystile.gateway.reads-body";

    /**
     * The request attribute that a servlet sets while it streams its response without blocking: its writes complete only when
     * the client has taken them. A {@code Consumer<Throwable>}, which is told if the client does not take the head.
     */
    public static final String STREAMS_RESPONSE = "dev.keystile.gateway.streams-response";

    private static final Logger LOG = LoggerFactory.getLogger(JettyHost.class);
    private static final Duration MAX_STOP = Duration.ofSeconds(30);

    /** The max of connections that the system queues until Jetty accepts them: enough for bursts. */
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
        // Outside: a client that goes on sending does not delay the stop.
        server.setHandler(new RefusedBodyHandler(graceful));
    }

    /**
     * Binds a port. Requests wait until the server is started.
     *
     * @param port the port; 0 for any free port
     * @throws IOException if the port is in use
     */
    public static JettyHost bind(String host, int port, ConnectionFactory... protocols) throws IOException {
        JettyHost bound = new JettyHost(host, port, protocols);
        bound.connector.open();
        return bound;
    }

    /**
     * Binds an additional port. Handlers recognise its requests by the name of the connector.
     *
     * @param name the name of the connector
     * @param port the port; 0 for any free port
     * @return the base URI for clients on the same machine
     * @throws IOException if the port is in use
     */
    public URI bindAlso(String name, String host, int port, ConnectionFactory... protocols) throws IOException {
        ServerConnector additional = new ServerConnector(server, protocols);
        additional.setName(name);
        additional.setHost(host);
        additional.setPort(port);
        additional.setAcceptQueueSize(MAX_UNACCEPTED);
        server.addConnector(additional);
        additional.open();
        return baseUri(host, additional);
    }

    /** Whether only this machine reaches the server: each port is bound to a loopback address. */
    public boolean isLoopbackOnly() throws IOException {
        for (Connector each : server.getConnectors()) {
            boolean isLoopback = each.getTransport() instanceof ServerSocketChannel channel
                    && channel.getLocalAddress() instanceof InetSocketAddress address
                    && address.getAddress().isLoopbackAddress();
            if (!isLoopback) {
                return false;
            }
        }
        return true;
    }

    /** The HTTP configuration of the gateway and the demo: no server version in responses, no cache of header fields. */
    public static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Header fields hold keys, which must not stay in memory, or be replaced by a cached one in another
        // letter case.
        http.setHeaderCacheSize(0);
        http.setHeaderCacheCaseSensitive(true);
        // A redirect of the authorization endpoint repeats the state, which may be as long as the request line.
        http.setResponseHeaderSize(16 * 1024);
        return http;
    }

    /** A context for servlets, at the root and without sessions. */
    public static ServletContextHandler context() {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.setErrorHandler(new JsonErrorHandler());
        // Otherwise Jetty redirects a target without a path, and repeats its query, before any filter sees the request.
        context.setAllowNullPathInContext(true);
        // Otherwise Jetty keeps the paths of requests in memory, and a path may hold a key.
        context.getServletHandler().setFilterChainsCached(false);
        // Otherwise Jetty has no decoded path for a path with %2F or %25.
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return context;
    }

    /** The base URI of the server, without a slash at the end; with the loopback address if it listens on all addresses. */
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
     * Starts to handle requests, and stops the server when the process is terminated.
     *
     * @param requestLog logs each request after its response; null for no log
     */
    public void start(Handler handler, @Nullable RequestLog requestLog) throws Exception {
        graceful.setHandler(new NonBlockingWriteHandler(new ConnectionScheme(handler)));
        server.setRequestLog(requestLog);
        server.start();
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    /**
     * Waits until the server has stopped. SIGTERM and SIGINT stop it.
     *
     * @return the exit code for the process
     */
    public int join() throws InterruptedException {
        StopSignals signals = StopSignals.handle(this::stop);
        server.join();
        return signals.exitCode();
    }

    /** Accepts no more requests, and waits up to 30 seconds for those in flight. */
    @Override
    public void close() {
        stop();
    }

    /**
     * Stops in two steps, because Jetty's own stop reduces the idle timeout of every connection to a second at once, even
     * if a slow request is still arriving.
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
