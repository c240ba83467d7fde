package dev.keystile.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.spring.quickstart.OrdersService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

/** What Boot's {@code processAot} does with a service that has the starter. */
class AheadOfTimeIT {

    @Test
    void theServiceIsProcessedAheadOfTime(@TempDir Path folder) throws Exception {
        AbstractAotProcessor.Settings settings = AbstractAotProcessor.Settings.builder()
                .sourceOutput(folder.resolve("sources"))
                .resourceOutput(folder.resolve("resources"))
                .classOutput(folder.resolve("classes"))
                .groupId("com.example")
                .artifactId("orders")
                .build();
        String[] arguments = {
            "--spring.config.location=classpath:/dev/keystile/spring/quickstart/application.yaml",
            "--logging.level.root=warn",
            "--spring.main.banner-mode=off"
        };

        new SpringApplicationAotProcessor(OrdersService.class, settings, arguments).process();

        assertThat(hints(folder.resolve("resources")))
                .contains("dev\\/keystile\\/jdbc\\/**")
                .contains("dev.keystile.key.Identity");
        compile(folder);
    }

    private static String hints(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    /** The generated code reaches what is package-private only from its own package, so that it has to compile. */
    private static void compile(Path folder) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                Files.createDirectories(folder.resolve("compiled")).toString(),
                "-cp",
                folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(folder.resolve("sources"))) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, System.err, arguments.toArray(String[]::new));
        assertThat(status).isZero();
    }
}
