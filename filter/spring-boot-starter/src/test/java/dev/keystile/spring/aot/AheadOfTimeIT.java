package dev.keystile.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.sample.Shop;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * What Boot's {@code processAot} makes of the README's shop, and that it runs. Each step has a JVM of its own: proxies of a
 * class that has run in this one would not be generated again.
 */
class AheadOfTimeIT {

    /** A new JVM that starts Spring takes more than a minute on a busy machine. */
    private static final Duration STEP_TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void aServiceThatWasProcessedAheadOfTimeRuns() throws Exception {
        process();
        assertThat(hints()).contains("dev\\/keystile\\/jdbc\\/**").contains("dev.keystile.key.Identity");

        compile();

        assertThat(run()).isEqualTo("""
                generated: true
                no key: 401
                a key: 200
                a key without the scope: 403
                health: 200
                a key for Actuator: 403
                """);
    }

    private void process() throws Exception {
        java(
                List.of("-cp", testClassPath()),
                SpringApplicationAotProcessor.class,
                Shop.class.getName(),
                folder.resolve("sources").toString(),
                folder.resolve("resources").toString(),
                folder.resolve("classes").toString(),
                "com.example",
                "shop",
                "--" + ProcessedShop.SETTINGS,
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off");
    }

    /** The generated code reaches what is package-private only from its own package, so that it has to compile. */
    private void compile() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                folder.resolve("classes").toString(),
                "-cp",
                folder.resolve("classes") + File.pathSeparator + testClassPath()));
        files("sources").forEach(file -> arguments.add(file.toString()));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments.toArray(String[]::new));
        assertThat(status).isZero();
    }

    private String run() throws Exception {
        String classPath = String.join(
                File.pathSeparator,
                folder.resolve("classes").toString(),
                folder.resolve("resources").toString(),
                testClassPath());
        Path responses = folder.resolve("responses.txt");
        java(List.of("-Dspring.aot.enabled=true", "-cp", classPath), ProcessedShop.class, responses.toString());
        return Files.readString(responses);
    }

    private static String testClassPath() {
        return System.getProperty("java.class.path");
    }

    private void java(List<String> options, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Path out = folder.resolve(program.getSimpleName() + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(STEP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(out);
        assertThat(ended).as("%s ends; its output: %s", program, output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private String hints() throws Exception {
        StringBuilder all = new StringBuilder();
        for (Path file : files("resources")) {
            if (file.toString().endsWith(".json")) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private List<Path> files(String output) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve(output))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
