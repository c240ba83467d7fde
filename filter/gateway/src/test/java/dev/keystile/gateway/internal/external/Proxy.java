package dev.keystile.gateway.internal.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.RequiredProgram;
import dev.keystile.ReservedPort;
import dev.keystile.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A proxy of the machine, run from its ready configuration, in which the addresses are others and the timeouts longer. */
final class Proxy implements AutoCloseable {

    private static final Path READY = Path.of("src/main/dist").toAbsolutePath();

    private static final int PATIENCE_SECONDS = 5;

    /** How long the ready files let a proxy wait for Keystile, in seconds and in the milliseconds of Lua. */
    private static final String TIMEOUT = "(?<=timeout |timeout connect )[15]s\\b";

    private static final String LUA_TIMEOUT = "(?<=local timeout = )5000\\b";

    private final Process process;
    private final int port;

    private Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Proxy start(Kind kind, Path folder, int endpoint, int application) throws Exception {
        return start(kind, folder, endpoint, application, UnaryOperator.identity());
    }

    /** @param damage done to the ready files */
    static Proxy start(Kind kind, Path folder, int endpoint, int application, UnaryOperator<String> damage)
            throws Exception {
        Path program = RequiredProgram.find(kind.command.get(0), "the tests of " + kind.configuration);
        int port = ReservedPort.next();
        for (String file : kind.files()) {
            String ready = damage.apply(Files.readString(READY.resolve(file)));
            Files.writeString(
                    folder.resolve(file),
                    ready.replaceAll("(?<=127\\.0\\.0\\.1:)8082\\b", String.valueOf(endpoint))
                            .replaceAll("(?<=127\\.0\\.0\\.1:)9000\\b", String.valueOf(application))
                            .replaceAll("(?<=:)8081\\b", String.valueOf(port))
                            .replaceAll(TIMEOUT, TestTimeout.SECONDS + "s")
                            .replaceAll(LUA_TIMEOUT, String.valueOf(TestTimeout.MILLIS)));
        }
        List<String> command = Stream.concat(
                        Stream.of(program.toString()), kind.command.stream().skip(1))
                .toList();
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        Proxy proxy = new Proxy(builder.start(), port);
        try {
            await().pollInterval(Duration.ofMillis(20)).until(() -> !proxy.process.isAlive() || proxy.responds());
            assertThat(proxy.process.isAlive()).as(() -> text(log)).isTrue();
        } catch (Throwable e) {
            proxy.close();
            throw e;
        }
        return proxy;
    }

    private boolean responds() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Tells the process to end, since it then ends its workers, which it would start again if they were ended before it. */
    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    enum Kind {
        NGINX("nginx.conf", "nginx", "-p", ".", "-c", "nginx.conf", "-e", "stderr"),
        CADDY("Caddyfile", "caddy", "run", "--config", "Caddyfile"),
        HAPROXY("haproxy.cfg", "haproxy", "-f", "haproxy.cfg");

        private final String configuration;
        private final List<String> command;

        Kind(String configuration, String... command) {
            this.configuration = configuration;
            this.command = List.of(command);
        }

        private List<String> files() {
            return switch (this) {
                case NGINX -> List.of(configuration, "nginx-fields.conf");
                case CADDY -> List.of(configuration);
                case HAPROXY -> List.of(configuration, "haproxy.lua");
            };
        }
    }
}
