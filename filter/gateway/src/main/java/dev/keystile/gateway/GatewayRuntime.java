package dev.keystile.gateway;

import dev.keystile.assertion.SigningKeys;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.credential.PresentedTexts;
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
 * The handlers and the store of one configuration. A runtime ends when another has replaced it and its last request has
 * ended.
 */
final class GatewayRuntime {

    /** The request attribute that holds the trusted proxies, for the access log. */
    static final String PROXIES = "dev.keystile.gateway.proxies";

    /** The request attribute that holds the {@link dev.keystile.credential.PresentedTexts}, for the access log. */
    static final String PRESENTED_TEXTS = "dev.keystile.gateway.presented-texts";

    private static final String UPSTREAM = "upstream";

    private final GatewayConfig config;
    private final Keystile keystile;
    private final TrustedProxies proxies;
    private final PresentedTexts presentedTexts;
    private final ServletContextHandler context = JettyHost.context();
    /** The handler of the separate listener for other proxies; null if there is none. */
    private final @Nullable ServletContextHandler external;
    /** The number of requests, plus one while this is the current runtime. */
    private final AtomicInteger users = new AtomicInteger(1);

    private GatewayRuntime(GatewayConfig config, Keystile keystile) {
        this.config = config;
        this.keystile = keystile;
        proxies = new TrustedProxies(config.keystile().trustedProxies());
        presentedTexts = keystile.presentedTexts();
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
     * Opens the next configuration, which shares the cached keys if it has the same store.
     *
     * @throws ConfigException if its store or its signing keys cannot be opened; this runtime works on
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

    /** Puts a filter before a single servlet, since requests to the gateway itself need no key. */
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

    /** The handler of a request. The separate listener for other proxies has only their endpoints. */
    Handler handler(Request request) {
        // For the access log, which does not know the configuration under which a request was handled.
        request.setAttribute(PROXIES, proxies);
        request.setAttribute(PRESENTED_TEXTS, presentedTexts);
        String listener = request.getConnectionMetaData().getConnector().getName();
        if (!Gateway.EXTERNAL_AUTH.equals(listener)) {
            return context;
        }
        return Objects.requireNonNull(external, "a configuration without this listener cannot replace one with it");
    }

    /** Starts the handlers. */
    void start(Server server) throws Exception {
        for (ServletContextHandler each : contexts()) {
            each.setServer(server);
            each.start();
        }
    }

    private List<ServletContextHandler> contexts() {
        return external == null ? List.of(context) : List.of(context, external);
    }

    /** Adds a request; false if the runtime has ended. */
    boolean enter() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Removes a request, and closes the runtime after the last one. */
    void leave() {
        if (users.decrementAndGet() == 0) {
            new Thread(this::close, "runtime-end").start();
        }
    }

    /** Closes the runtime, even if it has requests or was never started. */
    void close() {
        contexts().forEach(each -> LifeCycle.stop(each));
        keystile.close();
    }
}
