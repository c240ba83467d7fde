package dev.keystile.cli.jar;

import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of a jar as a JVM keeps them in memory, in a file beside the jar: with it a process starts in two thirds of
 * the processor time. A JVM that finds no such file, or one that does not fit, starts without.
 */
final class ClassArchive {

    private static final Path BUILD_FOLDER = Path.of("target");

    private ClassArchive() {}

    /** The archive of this jar for the JVM of this process, whether it exists or not. */
    static Path of(Path jar) {
        return Path.of(jar + ".java" + Runtime.version().feature() + ".jsa");
    }

    /**
     * Makes the archive of this jar unless it exists. Processes that ask for it at the same time wait for the first. Nothing
     * is made beside a jar that is not below a folder {@code target}.
     *
     * @param errors gets a line if the archive cannot be made; the tests then run without
     * @param command what loads the classes that most tests need; if it is a service, it is ended once it listens
     */
    static void makeOnce(PrintStream errors, Path jar, String... command) {
        if (!isBelowBuildFolder(jar)) {
            return;
        }
        Path archive = of(jar);
        try (FileChannel channel = FileChannel.open(
                        Path.of(archive + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(archive) || isOlder(archive, jar)) {
                make(archive, jar, command);
            }
        } catch (IOException | RuntimeException e) {
            errors.println("no archive of the classes of " + jar + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            errors.println("no archive of the classes of " + jar + ": interrupted");
        }
    }

    private static boolean isBelowBuildFolder(Path jar) {
        for (Path name : jar.toAbsolutePath().getParent()) {
            if (name.equals(BUILD_FOLDER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOlder(Path archive, Path jar) throws IOException {
        return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make(Path archive, Path jar, String... command) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(archive + ".made"));
        try {
            Path made = folder.resolve("classes.jsa");
            List<String> java = JarProcess.java("-Xlog:cds*=off", "-XX:ArchiveClassesAtExit=" + made, "-jar", "" + jar);
            java.addAll(List.of(command));
            runToItsEnd(folder, java);
            // Not every JVM makes one.
            if (Files.exists(made)) {
                Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            delete(folder);
        }
    }

    private static void runToItsEnd(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = JarProcess.builder(folder, command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().until(() -> !process.isAlive() || Files.readString(out).contains("listening on "));
            // A command that fails has not loaded what the tests need.
            if (!process.isAlive() && process.exitValue() != 0) {
                throw new IllegalStateException("exit code " + process.exitValue() + ": " + Files.readString(out));
            }
            process.destroy();
            if (!process.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process does not end: " + Files.readString(out));
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
