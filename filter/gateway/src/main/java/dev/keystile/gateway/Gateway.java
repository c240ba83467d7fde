package dev.keystile.gateway;

import dev.keystile.config.ConfigSource;
import dev.keystile.gateway.internal.server.Http1ConnectionFactory;
import dev.keystile.gateway.internal.server.JettyHost;
import dev.keystile.setting.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** A running gateway, which follows the changes of its configuration file. Safe for use by many threads. */
public final class Gateway implements AutoCloseable {

    /** The name of the separate listener for the endpoints of other proxies. */
    static final String EXTERNAL_AUTH = "external-auth";

    /** Lets paths with escapes of {@code / %} through to the filter, which decides about them by the routes. */
    private static final UriCompliance ENCODED_PATHS = UriCompliance.DEFAULT.with(
            "ENCODED_PATHS",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final JettyHost jetty;
    private final @Nullable URI externalAuthUri;
    private final CurrentRuntime runtimes;
    private final ConfigWatch watch;

    private Gateway(JettyHost jetty, @Nullable URI externalAuthUri, CurrentRuntime runtimes, ConfigWatch watch) {
        this.jetty = jetty;
        this.externalAuthUri = externalAuthUri;
        this.runtimes = runtimes;
        this.watch = watch;
    }

    /**
     * Checks a configuration completely, and starts nothing.
     *
     * @throws ConfigException if a setting is unknown or wrong
     */
    public static GatewayConfig check(Path file) {
        GatewayConfig config = GatewayConfigReader.read(ConfigSource.of(file));
        GatewayRuntime.open(config).close();
        return config;
    }

    /**
     * Starts a gateway.
     *
     * @throws ConfigException if a setting is unknown or wrong
     * @throws IOException if a port is taken or an address cannot be used; the message begins with the name of the setting
     */
    public static Gateway start(Path file) throws Exception {
        ConfigSource source = ConfigSource.of(file);
        GatewayConfig config = GatewayConfigReader.read(source);
        AtomicReference<Supplier<GatewayConfig>> current = new AtomicReference<>(() -> config);
        Supplier<Duration> headTimeout =
                () -> Objects.requireNonNull(current.get()).get().client().headTimeout();
        int maxHead = config.client().maxHeadSize();
        JettyHost jetty = bind(config.listen(), maxHead, headTimeout);
        try {
            URI external = bindExternalAuth(jetty, config.externalAuthListen(), maxHead, headTimeout);
            CurrentRuntime runtimes = new CurrentRuntime(GatewayRuntime.open(config));
            current.set(() -> runtimes.get().config());
            Gateway gateway = new Gateway(jetty, external, runtimes, new ConfigWatch(file, source.text(), runtimes));
            jetty.start(runtimes, new AccessLog());
            gateway.watch.start();
            return gateway;
        } catch (Exception e) {
            jetty.close();
            throw e;
        }
    }

    private static JettyHost bind(ListenAddress address, int maxHead, Supplier<Duration> headTimeout)
            throws IOException {
        try {
            return JettyHost.bind(address.host(), address.port(), protocols(maxHead, headTimeout));
        } catch (IOException e) {
            throw new IOException("listen is '" + address + "': " + e.getMessage(), e);
        }
    }

    private static @Nullable URI bindExternalAuth(
            JettyHost jetty, @Nullable ListenAddress address, int maxHead, Supplier<Duration> headTimeout)
            throws IOException {
        if (address == null) {
            return null;
        }
        try {
            return jetty.bindAlso(EXTERNAL_AUTH, address.host(), address.port(), protocols(maxHead, headTimeout));
        } catch (IOException e) {
            throw new IOException(
                    GatewaySettings.EXTERNAL_AUTH_LISTEN.name() + " is '" + address + "': " + e.getMessage(), e);
        }
    }

    private static ConnectionFactory[] protocols(int maxHead, Supplier<Duration> headTimeout) {
        HttpConfiguration http = JettyHost.http();
        http.setRequestHeaderSize(maxHead);
        // Responses of services are sent at once, since a part may be an event.
        http.setOutputAggregationSize(0);
        http.setUriCompliance(ENCODED_PATHS);
        // Large enough for the max header of a response of a service, and for the fields that are added.
        http.setResponseHeaderSize(32 * 1024);
        return new ConnectionFactory[] {
            new Http1ConnectionFactory(http, headTimeout), new Http2ConnectionFactory(http, headTimeout)
        };
    }

    /** The URI of the gateway from the same machine. */
    public URI baseUri() throws IOException {
        return jetty.baseUri();
    }

    /** The URI of the separate listener for other proxies, from the same machine; null if there is none. */
    public @Nullable URI externalAuthUri() {
        return externalAuthUri;
    }

    /**
     * Waits until the gateway has stopped.
     *
     * @return the exit code for the process
     */
    public int join() throws InterruptedException {
        return jetty.join();
    }

    /** Takes no more requests and waits for those in flight. */
    @Override
    public void close() {
        watch.close();
        jetty.close();
    }

    /** The configuration in force. */
    GatewayConfig config() {
        return runtimes.get().config();
    }
}
