package dev.keystile.containers;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.keystile.containers.app.OutageStoreProvider;
import dev.keystile.containers.app.SuiteApplication;
import dev.keystile.spring.RunningService;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The functional suite of the containers on Spring Boot, as the starter registers the filter. */
class SpringBootIT {

    private static final String SECURITY = "org.springframework.boot.security.autoconfigure.";

    @TempDir
    private static Path folder;

    private RunningService service;

    @Configuration(proxyBeanMethods = false)
    @Import(SuiteApplication.class)
    static class Unsecured {

        @Bean
        ApiKeyStore store(@Value("${suite.folder}") Path folder) throws KeyStoreException {
            Map<String, String> settings = Map.of("path", "keys.yaml", "outage", Keys.sha256(Keys.OUTAGE));
            return new OutageStoreProvider().open(new StoreSettings(settings, folder, Map.of()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Unsecured.class)
    static class Secured {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    private Client start(Class<?> application, String... properties) throws IOException {
        Path war = Files.createDirectories(folder.resolve(application.getSimpleName()));
        War.write(war, new Setup(Container.TOMCAT_11, "code", "", War.FILTER), war);
        Path webInf = war.resolve("WEB-INF");
        Path config = webInf.resolve("keystile.yaml");
        Files.writeString(config, Files.readString(config).replaceFirst("store: .*\\R", ""));
        String[] arguments = Stream.concat(
                        Stream.of(
                                "keystile.config=" + config,
                                "suite.folder=" + webInf,
                                "logging.level.org.apache.catalina=off"),
                        Stream.of(properties))
                .toArray(String[]::new);
        service = RunningService.start(application, arguments);
        return new Client(new RawHttp(service.port()), "");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> theFilterHolds() throws IOException {
        Client client = start(
                Unsecured.class,
                "spring.autoconfigure.exclude=" + SECURITY + "web.servlet.ServletWebSecurityAutoConfiguration,"
                        + SECURITY + "web.servlet.SecurityFilterAutoConfiguration," + SECURITY
                        + "actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        return tests(client, Suite.checks());
    }

    /** Roles are those of Spring Security then, which the checks of credentials do not know. */
    @TestFactory
    Stream<DynamicTest> theFilterHoldsBeforeSpringSecurity() throws IOException {
        Client client = start(
                Secured.class,
                "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        Set<String> groups = Set.of("paths", "dispatch", "methods", "connections", "restrictions");
        return tests(
                client,
                Suite.checks().stream()
                        .filter(check -> groups.contains(check.group()))
                        .toList());
    }

    private static Stream<DynamicTest> tests(Client client, List<Check> checks) {
        return checks.stream().map(check -> dynamicTest(check.toString(), () -> check.run(client)));
    }
}
