package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jar in a process of its own. */
final class DemoProcess implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("keystile.demo.jar", "target/keystile-demo.jar"))
            .toAbsolutePath();
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Set<String> JVM_VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");
    // Up to its last line: what is looked for in the greeting is there once this matches.
    private static final Pattern GREETING = Pattern.compile(
            "listening on (http://127\\.0\\.0\\.1:\\d+)\n.*/dashboard/login\\?token=\\S+\n\n", Pattern.DOTALL);

    private final Process process;
    private final Path out;
    private final Path err;

    private DemoProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static DemoProcess start(Path folder, String... args) throws IOException {
        return start(folder, null, command(JAR, args));
    }

    /** A process whose output nobody reads but the test, from pipes. */
    static Process startOnPipes(Path folder, String... args) throws IOException {
        return new ProcessBuilder(command(JAR, args)).directory(folder.toFile()).start();
    }

    /** With a program before it, such as one that changes the user and then becomes the command behind it. */
    static DemoProcess startBehind(List<String> program, Path jar, Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(command(jar, args));
        return start(folder, null, command);
    }

    static Path jar() {
        return JAR;
    }

    private static List<String> command(Path jar, String... args) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(QUICK_START);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        return command;
    }

    private static DemoProcess start(Path folder, Path input, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What these say would stand before what the jar says.
        builder.environment().keySet().removeAll(JVM_VARIABLES);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        return new DemoProcess(builder.start(), out, err);
    }

    /** Runs a command to its end. */
    static DemoProcess run(Path folder, String... args) throws Exception {
        DemoProcess demo = start(folder, args);
        demo.waitFor();
        return demo;
    }

    /** Runs a command that reads a text to its end. */
    static DemoProcess runWithInput(Path folder, String input, String... args) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
        DemoProcess demo = start(folder, file, command(JAR, args));
        demo.waitFor();
        return demo;
    }

    int waitFor() throws InterruptedException {
        assertThat(process.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Where it listens, once it does and its greeting is whole. */
    String baseUrl() {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> GREETING.matcher(out()).matches() || !isAlive());
        Matcher matcher = GREETING.matcher(out());
        assertThat(matcher.matches()).as("%s%s", out(), err()).isTrue();
        return matcher.group(1);
    }

    int port() {
        String url = baseUrl();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Whether it has a file open. */
    boolean hasOpen(Path file) throws IOException {
        Path wanted = file.toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return descriptors.anyMatch(descriptor -> wanted.equals(target(descriptor)));
        }
    }

    /** Null if it was closed meanwhile. */
    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return null;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        // A process that comes after it must not meet its lock.
        process.destroyForcibly().onExit().join();
    }
}
