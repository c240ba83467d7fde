package dev.keystile.gateway.benchmark;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.decision.Decision;
import dev.keystile.gateway.AccessLog;
import dev.keystile.gateway.internal.identity.IdentityHeaders;
import dev.keystile.gateway.internal.log.RequestDecision;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.gateway.internal.upstream.ClientLimits;
import dev.keystile.gateway.internal.upstream.ConnectionLimits;
import dev.keystile.gateway.internal.upstream.TrustedFields;
import dev.keystile.gateway.internal.upstream.Upstream;
import dev.keystile.gateway.internal.upstream.UpstreamServlet;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.RequestId;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.jspecify.annotations.Nullable;

/** What the gateway is compared with: a service, and a gateway without the filter. */
final class PlainServers {

    private static final byte[] ORDER =
            "{\"id\":\"order_1\",\"status\":\"paid\",\"amount\":4200,\"currency\":\"eur\"}\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final Identity SOMEBODY = Identity.of(
            "key_uCi0sGm4Dym74LDww2Rywv",
            KeyType.SECRET,
            Project.ofDefault("project_2", new Environment("demo", "Demo Project")),
            Scopes.all());

    private PlainServers() {}

    /**
     * {@code service}, {@code gateway URL-of-the-service}, or {@code telling URL-of-the-service} for a gateway that says
     * the same identity with each request; prints where it listens, and runs until it is ended.
     */
    public static void main(String[] args) throws Exception {
        ServletContextHandler context = JettyHost.context();
        RequestLog log = null;
        if (args[0].equals("service")) {
            mount(context, "/*", new OrderServlet());
        } else {
            Decision decision = args[0].equals("telling")
                    ? new Decision.Granted(KnownKey.asserted(SOMEBODY), "/**", RequestId.of("benchmark"), List.of())
                    : new Decision.Open("/**", RequestId.of("benchmark"), List.of());
            FilterHolder letPass = new FilterHolder((request, response, chain) -> {
                RequestDecision.set((HttpServletRequest) request, decision);
                chain.doFilter(request, response);
            });
            letPass.setAsyncSupported(true);
            context.addFilter(letPass, "/*", EnumSet.of(DispatcherType.REQUEST));
            mountUpstream(context, URI.create(args[1]));
            mount(context, "/static", new StaticServlet());
            log = new AccessLog();
        }
        HttpConfiguration http = JettyHost.http();
        http.setOutputAggregationSize(0);
        JettyHost jetty = JettyHost.bind(
                "127.0.0.1", 0, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        jetty.start(context, log);
        System.out.println("listening on " + jetty.baseUri());
        System.exit(jetty.join());
    }

    private static void mountUpstream(ServletContextHandler context, URI service) {
        Upstream upstream = new Upstream(
                "/**", List.of(service), "", Upstream.DEFAULT_TIMEOUT, OptionalLong.empty(), ConnectionLimits.DEFAULT);
        ServletHolder holder = mount(
                context,
                "/*",
                new UpstreamServlet(
                        List.of(upstream),
                        ClientLimits.DEFAULT,
                        new IdentityHeaders(null),
                        TrustedFields.DEFAULT,
                        new Keystile(
                                ConfigLoader.load(new ConfigSource("none", "", Path.of("")), Map.of()),
                                new MemoryKeyStore(),
                                Extensions.NONE)));
        holder.setInitParameters(UpstreamServlet.initParameters());
    }

    private static ServletHolder mount(ServletContextHandler context, String path, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
        return holder;
    }

    /** The service. */
    private static final class OrderServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(ORDER.length);
            response.getOutputStream().write(ORDER);
        }
    }

    /** What the endpoint for other proxies cannot be faster than: as long a response, without a decision. */
    private static final class StaticServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;
        private static final Map<String, String> FIELDS = Map.of(
                IdentityHeaders.ENVIRONMENT,
                "demo",
                IdentityHeaders.PROJECT,
                "project_2",
                IdentityHeaders.KEY_ID,
                "key_uCi0sGm4Dym74LDww2Rywv",
                IdentityHeaders.KEY_TYPE,
                "secret",
                IdentityHeaders.ASSERTION,
                "a".repeat(520),
                "X-Request-ID",
                "893dce548969f173-1",
                "X-Keystile-Hide",
                "Authorization",
                "Cache-Control",
                "private");

        @Override
        protected void service(HttpServletRequest request, @Nullable HttpServletResponse response) {
            if (response != null) {
                FIELDS.forEach(response::setHeader);
                response.setContentLength(0);
            }
        }
    }
}
