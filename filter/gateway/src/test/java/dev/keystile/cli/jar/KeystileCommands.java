package dev.keystile.cli.jar;

import dev.keystile.TestTimeout;
import dev.keystile.cli.CommandLoop;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Commands of {@code keystile.jar} that one process runs, one after the other: many of them take no time to start. */
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
        Path tests = Path.of(CommandLoop.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command =
                JarProcess.java("-cp", KeystileProcess.jar() + File.pathSeparator + tests, CommandLoop.class.getName());
        ProcessBuilder builder = JarProcess.builder(folder, command).redirectError(err.toFile());
        return new KeystileCommands(builder.start(), err);
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
