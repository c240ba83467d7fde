package dev.keystile.containers.launch;

import dev.keystile.containers.app.App;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Jetty 12.1 with EE 10. */
public final class JettyEe10Launcher implements Function<Map<String, String>, Object> {

    /** Everything but fragments, which Jetty takes away before any filter sees them. */
    private static final UriCompliance LENIENT =
            UriCompliance.UNSAFE.without("LENIENT", UriCompliance.Violation.FRAGMENT);

    private static final UriCompliance ENCODED = UriCompliance.DEFAULT.with(
            "ENCODED",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    @Override
    public Object apply(Map<String, String> settings) {
        Launch launch = new Launch(settings);
        Server server = new Server(0);
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        for (ConnectionFactory factory : connector.getConnectionFactories()) {
            if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                http.getHttpConfiguration().setHeaderCacheCaseSensitive(true);
                if (launch.isLenient()) {
                    http.getHttpConfiguration().setUriCompliance(LENIENT);
                } else if (launch.takesEncoded()) {
                    http.getHttpConfiguration().setUriCompliance(ENCODED);
                }
            }
        }
        connector.setIdleTimeout(Launch.IDLE_MILLIS);
        server.setHandler(launch.isWar() || launch.usesInitializer() ? war(launch) : code(launch));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new Running(connector.getLocalPort(), server::stop);
    }

    private static ServletContextHandler war(Launch launch) {
        WebAppContext context = new WebAppContext();
        context.setContextPath(launch.contextPath().isEmpty() ? "/" : launch.contextPath());
        context.setBaseResource(ResourceFactory.of(context).newResource(launch.war()));
        context.addConfiguration(new AnnotationConfiguration());
        context.setThrowUnavailableOnStartupException(true);
        return context;
    }

    private static ServletContextHandler code(Launch launch) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath(launch.contextPath().isEmpty() ? "/" : launch.contextPath());
        context.setBaseResource(ResourceFactory.of(context).newResource(launch.war()));
        context.getServletHandler().setDecodeAmbiguousURIs(launch.takesEncoded());
        FilterHolder holder = new FilterHolder(launch.filter());
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        context.addEventListener(new App());
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, "/error");
        context.setErrorHandler(errors);
        return context;
    }
}
