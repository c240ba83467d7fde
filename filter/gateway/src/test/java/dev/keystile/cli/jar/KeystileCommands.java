package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.cli.CommandLoop;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Commands of {@code keystile.jar} that one process runs, one after the other: many of them take no time to start. On its
 * class path are the jar and the {@link CommandLoop}, and nothing else of the tests. It logs what the jar logs, but at once:
 * the jar's queue of lines is written when its process ends, and here a line would then be in the output of a later command.
 */
final class KeystileCommands implements AutoCloseable {

    private final Process process;
    private final Path err;

    /** What a command ended with, and what it wrote to standard output and to standard error. */
    record Outcome(int code, String out, String err) {}

    private KeystileCommands(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** A process that runs commands in this folder. */
    static KeystileCommands start(Path folder) throws Exception {
        Path loop = Files.createTempDirectory(folder, "loop");
        copyLoop(loop);
        Path logging = Files.writeString(loop.resolve("logging.xml"), loggingWithoutQueues());
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = JarProcess.java(
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                KeystileProcess.jar() + File.pathSeparator + loop,
                CommandLoop.class.getName());
        ProcessBuilder builder = JarProcess.builder(folder, command).redirectError(err.toFile());
        return new KeystileCommands(builder.start(), err);
    }

    private static void copyLoop(Path root) throws Exception {
        Path compiled =
                Path.of(CommandLoop.class.getResource("CommandLoop.class").toURI());
        Path copy = root.resolve(CommandLoop.class.getName().replace('.', '/')).getParent();
        Files.createDirectories(copy);
        try (DirectoryStream<Path> classes = Files.newDirectoryStream(compiled.getParent(), "CommandLoop*.class")) {
            for (Path file : classes) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    /** The jar's {@code logback.xml}, with each queue replaced by the appender behind it. */
    private static String loggingWithoutQueues() throws IOException {
        String logging;
        try (FileSystem jar = FileSystems.newFileSystem(KeystileProcess.jar())) {
            logging = Files.readString(jar.getPath("logback.xml"));
        }
        assertThat(logging).contains(reference("console"), reference("access"));
        return logging.replace(reference("console"), reference("standard-error"))
                .replace(reference("access"), reference("standard-output"));
    }

    private static String reference(String appender) {
        return "<appender-ref ref=\"" + appender + "\"/>";
    }

    /** Runs a command to its end. One that does not end also ends the process. */
    Outcome run(String... args) throws Exception {
        FutureTask<Outcome> outcome = new FutureTask<>(() -> exchange(args));
        Thread thread = new Thread(outcome, "command");
        thread.setDaemon(true);
        thread.start();
        try {
            return outcome.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(String.join(" ", args) + Files.readString(err), e);
        }
    }

    private Outcome exchange(String... args) throws IOException {
        DataOutputStream commands = new DataOutputStream(process.getOutputStream());
        commands.writeByte(args.length);
        for (String arg : args) {
            commands.writeUTF(arg);
        }
        commands.flush();
        DataInputStream outcomes = new DataInputStream(process.getInputStream());
        return new Outcome(outcomes.readInt(), text(outcomes), text(outcomes));
    }

    private static String text(DataInputStream outcomes) throws IOException {
        byte[] text = new byte[outcomes.readInt()];
        outcomes.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
