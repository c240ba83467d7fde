package dev.keystile.cli.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code keystile.jar} in a process of its own. */
public final class KeystileProcess extends JarProcess {

    private static final Path JAR = startedOften(
            Path.of(System.getProperty("keystile.jar", "target/keystile.jar")).toAbsolutePath(), typicalCommand());

    private KeystileProcess(Path folder, Path input, List<String> command) throws IOException {
        super(folder, input, command);
    }

    /** A command that loads the classes that most commands need. */
    static String[] typicalCommand() {
        String keys = Path.of("src/main/dist/keys.yaml").toAbsolutePath().toString();
        return new String[] {"keys", "import", "--database-url", "jdbc:h2:mem:x", "--file", keys};
    }

    static Path jar() {
        return JAR;
    }

    static KeystileProcess start(Path folder, String... args) throws IOException {
        return new KeystileProcess(folder, null, command(JAR, args));
    }

    /** A process whose output nobody reads but the test, from pipes. */
    static Process startOnPipes(Path folder, String... args) throws IOException {
        return new ProcessBuilder(command(JAR, args)).directory(folder.toFile()).start();
    }

    /** Runs a command to its end. */
    static KeystileProcess run(Path folder, String... args) throws Exception {
        KeystileProcess keystile = start(folder, args);
        keystile.waitFor();
        return keystile;
    }

    /** Runs a command that reads a text to its end. */
    static KeystileProcess runWithInput(Path folder, String input, String... args) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
        KeystileProcess keystile = new KeystileProcess(folder, file, command(JAR, args));
        keystile.waitFor();
        return keystile;
    }
}
