package dev.keystile.gateway;

import dev.keystile.config.ConfigSource;
import dev.keystile.gateway.internal.server.JettyHost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** A gateway that looks at its file when a test says so, and not before. */
final class ReloadedGateway implements AutoCloseable {

    private final Path file;
    private final JettyHost jetty;
    private final CurrentRuntime current;
    private final ConfigWatch watch;

    private ReloadedGateway(Path file, JettyHost jetty, CurrentRuntime current, ConfigWatch watch) {
        this.file = file;
        this.jetty = jetty;
        this.current = current;
        this.watch = watch;
    }

    static ReloadedGateway start(Path folder, String yaml) throws Exception {
        Path file = RunningGateway.configure(folder, yaml);
        ConfigSource source = ConfigSource.of(file);
        JettyHost jetty = JettyHost.bind("127.0.0.1", 0, new HttpConnectionFactory(JettyHost.http()));
        CurrentRuntime current = new CurrentRuntime(GatewayRuntime.open(GatewayConfigReader.read(source)));
        jetty.start(current, null);
        return new ReloadedGateway(file, jetty, current, new ConfigWatch(file, source.text(), current));
    }

    /** Writes another configuration, and lets the gateway find it. */
    void change(String yaml) throws IOException {
        write(RunningGateway.complete(yaml));
        look();
        look();
    }

    void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    void look() {
        watch.look();
    }

    Path file() {
        return file;
    }

    GatewayConfig config() {
        return current.get().config();
    }

    URI uri() throws IOException {
        return jetty.baseUri();
    }

    RawClient.RawResponse get(String target) throws IOException {
        try (RawClient client = RawClient.connect(uri())) {
            return client.request("GET", target, RunningGateway.BEARER).read();
        }
    }

    @Override
    public void close() {
        jetty.close();
    }
}
