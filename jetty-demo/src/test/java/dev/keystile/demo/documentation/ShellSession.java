package dev.keystile.demo.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.ReservedPort;
import dev.keystile.TestTimeout;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder with {@code keystile.jar} in which shell commands are executed. */
final class ShellSession implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("keystile.jar", "../filter/gateway/target/keystile.jar"))
            .toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("\\b(8080|8081|8082|9000)\\b");
    private static final Pattern KEY = Pattern.compile("sk_demo_[0-9A-Za-z]{39}");

    /** A block that begins so is a server: it goes on until the session ends. */
    private static final Pattern SERVER =
            Pattern.compile("(java -jar keystile\\.jar gateway|python3|nginx) .*", Pattern.DOTALL);

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Process> servers = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();

    ShellSession(Path folder) throws IOException {
        this.folder = folder;
        Files.copy(JAR, folder.resolve("keystile.jar"));
        // curl then fails where a response is an error, and does what a 503 says: a busy machine may need longer than
        // load-timeout for the first key.
        Files.writeString(folder.resolve(".curlrc"), "fail\nsilent\nshow-error\nretry = 3\n");
    }

    /** The port that stands in for one of the documentation. */
    int port(String documented) {
        return ports.computeIfAbsent(documented, port -> ReservedPort.next());
    }

    /** Copies a file into the folder. */
    void copy(Path file) throws IOException {
        Files.writeString(folder.resolve(file.getFileName()), withPorts(Files.readString(file)));
    }

    /** Executes blocks in their order; each ends with exit code 0 or is a server. Returns what they printed. */
    String run(List<String> blocks) throws Exception {
        for (String block : blocks) {
            execute(withPorts(block).replace("sk_demo_…", lastKey()));
        }
        return printed.toString();
    }

    private void execute(String block) throws Exception {
        if (SERVER.matcher(block).matches()) {
            servers.add(start(block, Files.createTempFile(folder, "server", ".txt")));
            return;
        }
        if (block.startsWith("curl ")) {
            ports.values().forEach(this::awaitServer);
        }
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = start(block, out);
        // Each line may start a JVM, which takes a busy machine many seconds.
        boolean ended = process.waitFor(TestTimeout.SECONDS * block.lines().count(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(out);
        assertThat(ended).as("%s%n%s", block, text).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", block, text).isZero();
        printed.append(text);
    }

    private Process start(String block, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-euc", SERVER.matcher(block).matches() ? "exec " + block : block)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("CURL_HOME", folder.toString());
        environment.put(
                "PATH",
                String.join(
                        File.pathSeparator,
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        environment.get("PATH"),
                        "/usr/sbin"));
        return builder.start();
    }

    private void awaitServer(int port) {
        await().until(() -> {
            assertThat(servers).as(this::serverOutput).allMatch(Process::isAlive);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return server.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private String serverOutput() {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("server"))
                    .toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String withPorts(String text) {
        return PORT.matcher(text).replaceAll(found -> Integer.toString(port(found.group())));
    }

    private String lastKey() {
        return KEY.matcher(printed).results().map(MatchResult::group).reduce("", (before, last) -> last);
    }

    @Override
    public void close() {
        servers.forEach(Process::destroy);
        servers.forEach(server -> server.onExit().join());
    }
}
