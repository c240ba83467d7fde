package dev.keystile.demo.gateway;

import dev.keystile.config.ConfigException;
import dev.keystile.config.ConfigSource;
import dev.keystile.demo.server.JettyHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** The running gateway. */
public final class Gateway implements AutoCloseable {

    private final JettyHost jetty;
    private final CurrentSite sites;
    private final ConfigWatch watch;

    private Gateway(JettyHost jetty, CurrentSite sites, ConfigWatch watch) {
        this.jetty = jetty;
        this.sites = sites;
        this.watch = watch;
    }

    /**
     * Checks a configuration whole, as a start would, and starts nothing.
     *
     * @throws ConfigException if anything in it is wrong
     */
    public static GatewayConfig check(Path file) {
        GatewayConfig config = GatewayConfigReader.read(ConfigSource.of(file));
        Site.open(config).close();
        return config;
    }

    /**
     * Starts a gateway that follows the changes of its file.
     *
     * @throws ConfigException if anything in it is wrong
     * @throws IOException if the address cannot be had
     */
    public static Gateway start(Path file) throws Exception {
        ConfigSource source = ConfigSource.of(file);
        GatewayConfig config = GatewayConfigReader.read(source);
        JettyHost jetty = bind(config.listen());
        try {
            CurrentSite sites = new CurrentSite(Site.open(config));
            Gateway gateway = new Gateway(jetty, sites, new ConfigWatch(file, source.text(), sites));
            jetty.start(sites, new AccessLog());
            gateway.watch.start();
            return gateway;
        } catch (Exception e) {
            jetty.close();
            throw e;
        }
    }

    private static JettyHost bind(ListenAddress address) throws IOException {
        HttpConfiguration http = JettyHost.http();
        // What a service writes is sent at once: it may be an event.
        http.setOutputAggregationSize(0);
        // Room for the largest head of an answer, and what is added to it.
        http.setResponseHeaderSize(32 * 1024);
        return JettyHost.bind(
                address.host(), address.port(), new HttpConnectionFactory(http), new Http2ConnectionFactory(http));
    }

    /** Where it is reached from the same machine. */
    public URI baseUri() throws IOException {
        return jetty.baseUri();
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
        return sites.get().config();
    }
}
