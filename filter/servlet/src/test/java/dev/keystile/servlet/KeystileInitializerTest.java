package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.route.Access;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystileInitializerTest {

    private static final String YAML = "store: {type: memory}\n";

    @TempDir
    private Path folder;

    @Test
    void anApplicationWithoutAConfigurationIsLeftAlone() throws Exception {
        try (JettyFixture jetty = application().start()) {
            assertThat(jetty.get("/x")).endsWith("through");
        }
    }

    @Test
    void theFileInWebInfRegistersTheFilter() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("WEB-INF")).resolve("keystile.yaml"), YAML);
        try (JettyFixture jetty = application().start()) {
            assertThat(jetty.get("/x")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aContextParameterNamesAnotherFile() throws Exception {
        Path yaml = Files.writeString(folder.resolve("other.yaml"), YAML);
        JettyFixture application = application();
        application.context.setInitParameter(KeystileInitializer.CONFIG_PARAMETER, yaml.toString());
        try (JettyFixture jetty = application.start()) {
            assertThat(jetty.get("/x")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aContextParameterThatNamesNothingStopsTheStart() {
        JettyFixture application = application();
        application.context.setInitParameter(KeystileInitializer.CONFIG_PARAMETER, "none.yaml");
        assertThatThrownBy(application::start).hasStackTraceContaining("none.yaml");
    }

    @Test
    void aFilterThatTheApplicationDeclaresWins() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("WEB-INF")).resolve("keystile.yaml"), YAML);
        FilterHolder declared = new FilterHolder(ApiKeyAuthFilter.builder()
                .store(new MemoryKeyStore())
                .route("/x", Access.PUBLIC)
                .build());
        try (JettyFixture jetty = application().filter(declared).start()) {
            assertThat(jetty.get("/x")).endsWith("through");
        }
    }

    @Test
    void theFilterStandsBeforeThoseOfTheApplication() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("WEB-INF")).resolve("keystile.yaml"), YAML);
        JettyFixture application = application();
        FilterHolder eager = new FilterHolder(
                (request, response, chain) -> response.getWriter().print("too early"));
        application.context.addFilter(eager, "/*", EnumSet.of(DispatcherType.REQUEST));
        try (JettyFixture jetty = application.start()) {
            assertThat(jetty.get("/x")).startsWith("HTTP/1.1 401").doesNotContain("too early");
        }
    }

    private JettyFixture application() {
        JettyFixture application = new JettyFixture()
                .servlet("/*", (request, response) -> response.getWriter().print("through"));
        application.context.setBaseResource(
                ResourceFactory.of(application.context).newResource(folder));
        application.context.addServletContainerInitializer(new KeystileInitializer());
        return application;
    }
}
