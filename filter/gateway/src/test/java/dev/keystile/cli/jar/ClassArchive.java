package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a jar as a JVM keeps them in memory, in a file beside the jar: with it a process starts in two thirds of
 * the processor time. A JVM that finds no such file, or one that does not fit, starts without.
 */
final class ClassArchive {

    private ClassArchive() {}

    /** The archive of this jar for the JVM of this process, whether it exists or not. */
    static Path of(Path jar) {
        return Path.of(jar + ".java" + Runtime.version().feature() + ".jsa");
    }

    /**
     * Makes the archive of this jar unless it exists. Processes that ask for it at the same time wait for the first.
     *
     * @param command what loads the classes that most tests need; if it is a service, it is ended once it listens
     */
    static void makeOnce(Path jar, String... command) {
        Path archive = of(jar);
        try (FileChannel channel = FileChannel.open(
                        Path.of(archive + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(archive) || isOlder(archive, jar)) {
                make(archive, jar, command);
            }
        } catch (Exception e) {
            throw new IllegalStateException("no archive of the classes of " + jar, e);
        }
    }

    private static boolean isOlder(Path archive, Path jar) throws IOException {
        return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make(Path archive, Path jar, String... command) throws Exception {
        Path folder = Files.createDirectories(Path.of(archive + ".made"));
        Path out = folder.resolve("out.txt");
        Path made = folder.resolve("classes.jsa");
        List<String> java = JarProcess.java("-Xlog:cds*=off", "-XX:ArchiveClassesAtExit=" + made, "-jar", "" + jar);
        java.addAll(List.of(command));
        Process process = JarProcess.builder(folder, java)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().until(() -> !process.isAlive() || Files.readString(out).contains("listening on "));
            process.destroy();
            assertThat(process.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        // Not every JVM makes one.
        if (Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
