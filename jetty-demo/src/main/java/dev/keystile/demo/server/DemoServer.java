package dev.keystile.demo.server;

import dev.keystile.demo.api.AccountEndpoints;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.api.PublicEndpoints;
import dev.keystile.demo.connection.ConnectionEndpoints;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.demo.organization.OrganizationEndpoints;
import dev.keystile.demo.project.ProjectContent;
import dev.keystile.demo.sso.SsoEndpoints;
import dev.keystile.gateway.internal.server.Http1ConnectionFactory;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The demo's Jetty, with its API and its pages. */
public final class DemoServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);

    private final JettyHost jetty;
    private final URI baseUri;
    private final ServletContextHandler context = JettyHost.context();

    private DemoServer(JettyHost jetty) throws IOException {
        this.jetty = jetty;
        baseUri = jetty.baseUri();
    }

    /**
     * Takes a port; requests wait until the server is started.
     *
     * @param port 0 for any free one
     * @throws IOException if it is taken
     */
    public static DemoServer bind(int port) throws IOException {
        return new DemoServer(
                JettyHost.bind(HOST, port, new Http1ConnectionFactory(JettyHost.http(), () -> HEAD_TIMEOUT)));
    }

    /** Where the service is reached from the same machine, without a slash at the end. */
    public URI baseUri() {
        return baseUri;
    }

    /** Whether only this machine reaches the service. */
    public boolean isLoopbackOnly() throws IOException {
        return jetty.isLoopbackOnly();
    }

    /**
     * Handles requests from now on, with an open database.
     *
     * @param recorder the filter before the authentication filter
     * @param pages the servlets of pages, by their mappings
     */
    public void start(Filter recorder, ApiKeyAuthFilter filter, DemoDatabase database, Map<String, HttpServlet> pages)
            throws Exception {
        add(context, recorder, EnumSet.of(DispatcherType.REQUEST));
        add(context, filter, EnumSet.allOf(DispatcherType.class));
        InstantSource clock = InstantSource.system();
        addServlets(context, filter, database, clock);
        pages.forEach((path, servlet) -> add(context, path, servlet));
        jetty.start(context, null);
    }

    /** The mapping of each servlet, such as {@code /organizations/*}. */
    Set<String> mappings() {
        return Stream.of(context.getServletHandler().getServletMappings())
                .flatMap(mapping -> Stream.of(mapping.getPathSpecs()))
                .collect(Collectors.toSet());
    }

    private static void addServlets(
            ServletContextHandler context, ApiKeyAuthFilter filter, DemoDatabase database, InstantSource clock)
            throws IOException {
        ProjectContent content = new ProjectContent(database.jdbi(), clock);
        OrganizationEndpoints organizations = new OrganizationEndpoints(database.jdbi(), clock);
        ConnectionEndpoints connections = new ConnectionEndpoints(database.jdbi(), content);
        SsoEndpoints sso = new SsoEndpoints(
                database, content, filter.keystile().orElseThrow().authenticator(), clock);
        add(context, "/health", ApiServlet.of(Map.of("GET", PublicEndpoints::health)));
        add(context, "/project", ApiServlet.of(Map.of("GET", AccountEndpoints::project)));
        add(context, "/whoami", ApiServlet.of(Map.of("GET", AccountEndpoints::whoami)));
        add(context, "/organizations", organizations.collection());
        add(context, "/organizations/*", organizations.item());
        add(context, "/connections", connections.collection());
        add(context, "/connections/*", connections.item());
        add(context, "/sso/authorize", sso.authorize());
        add(context, "/sso/token", sso.token());
        add(context, "/sso/profile", sso.profile());
        add(context, "/sso/pages.css", sso.style());
        add(context, "/", ApiServlet.ofAny(PublicEndpoints::notFound));
    }

    private static void add(ServletContextHandler context, Filter filter, EnumSet<DispatcherType> types) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", types);
    }

    private static void add(ServletContextHandler context, String path, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        // With the server, not with the first request.
        holder.setInitOrder(0);
        context.addServlet(holder, path);
    }

    /**
     * Waits until the server has stopped, which SIGTERM and SIGINT make it do.
     *
     * @return the exit code for the process
     */
    public int join() throws InterruptedException {
        return jetty.join();
    }

    /** Takes no more requests and waits for those in flight. */
    @Override
    public void close() {
        jetty.close();
    }
}
