package dev.keystile.demo.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.cli.jar.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo's jar in a process of its own. */
final class DemoProcess extends JarProcess {

    private static final Path JAR = startedOften(
            Path.of(System.getProperty("keystile.demo.jar", "target/keystile-demo.jar"))
                    .toAbsolutePath(),
            "serve",
            "--port",
            "0");
    // Up to its last line: what is looked for in the greeting is there once this matches.
    private static final Pattern GREETING = Pattern.compile(
            "listening on (http://127\\.0\\.0\\.1:\\d+)\n.*/dashboard/login\\?token=\\S+\n\n", Pattern.DOTALL);

    private DemoProcess(Path folder, Path input, List<String> command) throws IOException {
        super(folder, input, command);
    }

    static DemoProcess start(Path folder, String... args) throws IOException {
        return new DemoProcess(folder, null, command(JAR, args));
    }

    /** With a program before it, such as one that changes the user and then becomes the command behind it. */
    static DemoProcess startBehind(List<String> program, Path jar, Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(command(jar, args));
        return new DemoProcess(folder, null, command);
    }

    static Path jar() {
        return JAR;
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
        DemoProcess demo = new DemoProcess(folder, file, command(JAR, args));
        demo.waitFor();
        return demo;
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
}
