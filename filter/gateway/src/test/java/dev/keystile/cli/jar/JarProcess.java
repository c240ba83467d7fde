package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An executable jar in a process of its own. */
public class JarProcess implements AutoCloseable {

    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Set<String> JVM_VARIABLES = Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * Starts a process.
     *
     * @param input what is its standard input; null for none
     */
    protected JarProcess(Path folder, Path input, List<String> command) throws IOException {
        out = Files.createTempFile(folder, "out", ".txt");
        err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                builder(folder, command).redirectOutput(out.toFile()).redirectError(err.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        process = builder.start();
    }

    /** What starts a process in this folder. */
    static ProcessBuilder builder(Path folder, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // What these say would stand before what the jar says.
        builder.environment().keySet().removeAll(JVM_VARIABLES);
        return builder;
    }

    /**
     * A jar that many tests start.
     *
     * @param command what loads the classes that most of them need; if it is a service, it is ended once it listens
     */
    protected static Path startedOften(Path jar, String... command) {
        ClassArchive.makeOnce(System.err, jar, command);
        return jar;
    }

    /** What runs a jar. */
    protected static List<String> command(Path jar, String... args) {
        List<String> command =
                java("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + ClassArchive.of(jar), "-jar", jar.toString());
        command.addAll(List.of(args));
        return command;
    }

    /** A JVM with these arguments. */
    static List<String> java(String... args) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(QUICK_START);
        command.addAll(List.of(args));
        return command;
    }

    public final int waitFor() throws InterruptedException {
        assertThat(process.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    public final String out() {
        return text(out);
    }

    public final String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public final long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public final void terminate() {
        process.destroy();
    }

    /** Whether it has a file open. */
    public final boolean hasOpen(Path file) throws IOException {
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

    public final boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public final void close() {
        // A process that comes after it must not meet its lock.
        process.destroyForcibly().onExit().join();
    }
}
