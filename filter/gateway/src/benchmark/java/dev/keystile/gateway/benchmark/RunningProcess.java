package dev.keystile.gateway.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process that is ended with the benchmark. What it prints goes to a file. */
final class RunningProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";
    private static final int LOOKS = 200;

    private final Process process;
    private final Path output;

    private RunningProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** A Java program on this class path. */
    static RunningProcess java(Path folder, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(args));
        return start(folder, command);
    }

    static RunningProcess start(Path folder, List<String> command) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".log");
        return new RunningProcess(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** Where it listens, as it says. */
    String baseUri() throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS && process.isAlive(); look++) {
            Optional<String> line = Files.readAllLines(output).stream()
                    .filter(text -> text.startsWith(LISTENING))
                    .findFirst();
            if (line.isPresent()) {
                return line.get().substring(LISTENING.length());
            }
            Thread.sleep(50);
        }
        throw new IOException("a server has not started:\n" + Files.readString(output));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
