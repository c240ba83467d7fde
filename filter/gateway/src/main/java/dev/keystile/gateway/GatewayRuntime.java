package dev.keystile.gateway;

import dev.keystile.assertion.SigningKeys;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.gateway.internal.external.ExternalAuthServlet;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.identity.JwksServlet;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.gateway.internal.upstream.UpstreamServlet;
import dev.keystile.request.TrustedProxies;
import dev.keystile.setting.ConfigException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * One configuration at work. It ends when a successor has taken its place and the last of its requests is answered.
 */
final class GatewayRuntime {

    /** The attribute of a request that holds whose word counts, for the access log. */
    static final String PROXIES = "dev.keystile.gateway.proxies";

    private static final String UPSTREAM = "upstream";

    private final GatewayConfig config;
    private final Keystile keystile;
    private final TrustedProxies proxies;
    private final ServletContextHandler context = JettyHost.context();
    /** What is served on the listener for other proxies; null if they ask on the gateway's own. */
    private final @Nullable ServletContextHandler external;
    /** Its requests, and one for as long as it is the current runtime. */
    private final AtomicInteger users = new AtomicInteger(1);

    private GatewayRuntime(GatewayConfig config, Keystile keystile) {
        this.config = config;
        this.keystile = keystile;
        proxies = new TrustedProxies(config.keystile().trustedProxies());
        external = config.externalAuthListen() == null ? null : JettyHost.context();
    }

    /**
     * Opens a configuration.
     *
     * @throws ConfigException if its store or its signing keys cannot be opened
     */
    static GatewayRuntime open(GatewayConfig config) {
        return open(config, Keystile.open(config.keystile(), Extensions.NONE));
    }

    /**
     * Opens a configuration that follows this one, with the same keys where it names the same store.
     *
     * @throws ConfigException if its store or its signing keys cannot be opened; this one works on
     */
    GatewayRuntime reopen(GatewayConfig next) {
        return open(next, keystile.reopen(next.keystile()));
    }

    private static GatewayRuntime open(GatewayConfig config, Keystile keystile) {
        try {
            GatewayRuntime runtime = new GatewayRuntime(config, keystile);
            SigningSettings signing = config.signing();
            runtime.mount(signing, signing == null ? null : signing.openKeys());
            return runtime;
        } catch (RuntimeException | Error e) {
            keystile.close();
            throw e;
        }
    }

    private void mount(@Nullable SigningSettings signing, @Nullable SigningKeys keys) {
        IdentityHeaders identity = new IdentityHeaders(signing == null || keys == null ? null : signing.signer(keys));
        UpstreamServlet servlet =
                new UpstreamServlet(config.upstreams(), config.client(), identity, config.trustedFields(), keystile);
        ServletHolder upstream = mount(context, "/*", servlet, UPSTREAM);
        upstream.setInitParameters(UpstreamServlet.initParameters());
        guard(context, new DecisionFilter(keystile), UPSTREAM);
        mountEndpoints(external == null ? context : external, identity);
        if (keys != null) {
            mount(context, JwksServlet.PATH, new JwksServlet(keys), "jwks");
        }
    }

    private void mountEndpoints(ServletContextHandler where, IdentityHeaders identity) {
        for (GatewayConfig.ExternalAuth endpoint : config.externalAuth()) {
            String path = endpoint.path();
            mount(where, path + "/*", new ExternalAuthServlet(endpoint.style(), keystile, proxies, identity), path);
        }
    }

    private static ServletHolder mount(ServletContextHandler context, String path, HttpServlet servlet, String name) {
        ServletHolder holder = new ServletHolder(name, servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
        return holder;
    }

    /** Puts a filter before one servlet alone: what the gateway answers itself needs no key. */
    private static void guard(ServletContextHandler context, Filter guard, String servlet) {
        FilterHolder filter = new FilterHolder(guard);
        filter.setAsyncSupported(true);
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName(filter.getName());
        mapping.setServletName(servlet);
        mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        context.getServletHandler().addFilter(filter, mapping);
    }

    GatewayConfig config() {
        return config;
    }

    /** What answers a request: on the listener for other proxies nothing but their endpoints. */
    Handler handler(Request request) {
        // For the access log, which is not told which configuration a request was answered under.
        request.setAttribute(PROXIES, proxies);
        String listener = request.getConnectionMetaData().getConnector().getName();
        if (!Gateway.EXTERNAL_AUTH.equals(listener)) {
            return context;
        }
        return Objects.requireNonNull(external, "a configuration without this listener cannot replace one with it");
    }

    /** Answers requests from now on. */
    void start(Server server) throws Exception {
        for (ServletContextHandler each : contexts()) {
            each.setServer(server);
            each.start();
        }
    }

    private List<ServletContextHandler> contexts() {
        return external == null ? List.of(context) : List.of(context, external);
    }

    /** One more request; false if the runtime has ended. */
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** One less. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            new Thread(this::close, "runtime-end").start();
        }
    }

    /** Closes it whatever is in flight, also if it has never been started. */
    void close() {
        contexts().forEach(each -> LifeCycle.stop(each));
        keystile.close();
    }
}
