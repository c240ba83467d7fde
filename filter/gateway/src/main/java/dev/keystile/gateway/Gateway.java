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
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** The running gateway. */
public final class Gateway implements AutoCloseable {

    /** The name of the listener for the endpoints of other proxies alone. */
    static final String EXTERNAL_AUTH = "external-auth";

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
     * Checks a configuration whole, as a start would, and starts nothing.
     *
     * @throws ConfigException if anything in it is wrong
     */
    public static GatewayConfig check(Path file) {
        GatewayConfig config = GatewayConfigReader.read(ConfigSource.of(file));
        GatewayRuntime.open(config).close();
        return config;
    }

    /**
     * Starts a gateway that follows the changes of its file.
     *
     * @throws ConfigException if anything in it is wrong
     * @throws IOException if an address cannot be had; the message begins with the setting's name
     */
    public static Gateway start(Path file) throws Exception {
        ConfigSource source = ConfigSource.of(file);
        GatewayConfig config = GatewayConfigReader.read(source);
        AtomicReference<Supplier<GatewayConfig>> current = new AtomicReference<>(() -> config);
        Supplier<Duration> headTimeout =
                () -> Objects.requireNonNull(current.get()).get().client().headTimeout();
        JettyHost jetty = bind(config.listen(), headTimeout);
        try {
            URI external = bindExternalAuth(jetty, config.externalAuthListen(), headTimeout);
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

    private static JettyHost bind(ListenAddress address, Supplier<Duration> headTimeout) throws IOException {
        try {
            return JettyHost.bind(address.host(), address.port(), protocols(headTimeout));
        } catch (IOException e) {
            throw new IOException("listen is '" + address + "': " + e.getMessage(), e);
        }
    }

    private static @Nullable URI bindExternalAuth(
            JettyHost jetty, @Nullable ListenAddress address, Supplier<Duration> headTimeout) throws IOException {
        if (address == null) {
            return null;
        }
        try {
            return jetty.bindAlso(EXTERNAL_AUTH, address.host(), address.port(), protocols(headTimeout));
        } catch (IOException e) {
            throw new IOException(
                    GatewaySettings.EXTERNAL_AUTH_LISTEN.name() + " is '" + address + "': " + e.getMessage(), e);
        }
    }

    private static ConnectionFactory[] protocols(Supplier<Duration> headTimeout) {
        HttpConfiguration http = JettyHost.http();
        // What a service writes is sent at once: it may be an event.
        http.setOutputAggregationSize(0);
        // Room for the largest head of an answer, and what is added to it.
        http.setResponseHeaderSize(32 * 1024);
        return new ConnectionFactory[] {
            new Http1ConnectionFactory(http, headTimeout), new Http2ConnectionFactory(http, headTimeout)
        };
    }

    /** Where it is reached from the same machine. */
    public URI baseUri() throws IOException {
        return jetty.baseUri();
    }

    /** Where other proxies ask, from the same machine; null if they do so on the gateway's own address. */
    public @Nullable URI externalAuthUri() {
        return externalAuthUri;
    }

    /**
     * Waits until it has stopped.
     *
     * @return what the process should end with
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
