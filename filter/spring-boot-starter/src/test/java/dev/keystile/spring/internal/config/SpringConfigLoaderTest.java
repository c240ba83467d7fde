package dev.keystile.spring.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keystile.key.Network;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class SpringConfigLoaderTest {

    /** An environment with an application.yaml of this text, and nothing else. */
    private static StandardEnvironment environment(String yaml) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        ByteArrayResource file = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return "application.yaml";
            }
        };
        new YamlPropertySourceLoader().load("application", file).forEach(environment.getPropertySources()::addLast);
        return environment;
    }

    private static SpringConfig load(String yaml) throws Exception {
        return SpringConfigLoader.load(environment(yaml));
    }

    private static SpringConfig load(String yaml, Map<String, Object> variables) throws Exception {
        StandardEnvironment environment = environment(yaml);
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return SpringConfigLoader.load(environment);
    }

    @Test
    void settingsHaveTheNamesOfTheFile() throws Exception {
        SpringConfig config = load("""
                keystile:
                  store: {type: memory}
                  cache: {fresh-for: 10s, max-keys: 500}
                  credentials: {header: X-API-Key, basic: false}
                  browser-secret-keys: allow
                  cors: {allowed-origins: [https://app.example.com]}
                  trusted-proxies: [10.0.0.0/8, 127.0.0.1]
                  routes:
                    - {path: "/orders/{id}", access: secret, methods: [GET, PUT], scopes: [orders:read]}
                    - {path: /health, access: public}
                  management:
                    routes: [{path: /actuator/prometheus, access: secret}]
                """);

        assertThat(config.keystile().cache().freshFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.keystile().cache().maxKeys()).isEqualTo(500);
        assertThat(config.keystile().credentials().fields().headers()).containsExactly("X-API-Key");
        assertThat(config.keystile().credentials().fields().basic()).isFalse();
        assertThat(config.keystile().allowBrowserSecretKeys()).isTrue();
        assertThat(config.keystile().corsOrigins()).hasSize(1);
        assertThat(config.keystile().trustedProxies())
                .extracting(Network::toString)
                .hasSize(2);
        assertThat(config.keystile().routes())
                .extracting(Route::path, Route::access, Route::origin)
                .containsExactly(
                        tuple("/orders/{id}", Access.SECRET, "application.yaml:9"),
                        tuple("/health", Access.PUBLIC, "application.yaml:10"));
        assertThat(config.keystile().routes().get(0).scopes()).containsExactly("orders:read");
        assertThat(config.managementRoutes()).extracting(Route::path).containsExactly("/actuator/prometheus");
    }

    @Test
    void withoutSettingsEveryDefaultHolds() throws Exception {
        SpringConfig config = load("spring.application.name: orders");

        assertThat(config.keystile().routes()).isEmpty();
        assertThat(config.keystile().corsOrigins()).isNull();
        assertThat(config.migrate()).isFalse();
        assertThat(config.managementEnabled()).isTrue();
    }

    @Test
    void anEmptyListIsAList() throws Exception {
        assertThat(load("keystile: {cors: {allowed-origins: []}, routes: []}")
                        .keystile()
                        .corsOrigins())
                .isEmpty();
    }

    @Test
    void aListMayStandOnOneLine() throws Exception {
        assertThat(load("keystile.trusted-proxies: 10.0.0.0/8, 127.0.0.1")
                        .keystile()
                        .trustedProxies())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "KEYSTILE_CACHE_FRESHFOR, 10s",
        "KEYSTILE_CACHE_FRESH_FOR, 10s",
        "keystile.cache.freshFor, 10s",
        "keystile.cache.fresh_for, 10s"
    })
    void namesMayBeSpelledInEachWayOfSpring(String name, String value) throws Exception {
        assertThat(load("keystile.store.type: memory", Map.of(name, value))
                        .keystile()
                        .cache()
                        .freshFor())
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aListIsThatOfTheFirstSource() throws Exception {
        SpringConfig config = load(
                "keystile.routes: [{path: /a, access: public}, {path: /b, access: public, scopes: []}]",
                Map.of("KEYSTILE_ROUTES_0_PATH", "/c", "KEYSTILE_ROUTES_0_ACCESS", "denied"));

        assertThat(config.keystile().routes()).extracting(Route::path).containsExactly("/c");
    }

    @Test
    void onlySpringsPlaceholdersAreReplaced() throws Exception {
        StandardEnvironment environment =
                environment("{realm: orders, keystile: {credentials: {realm: 'a ${realm} ${none:x}'}}}");

        assertThat(SpringConfigLoader.load(environment).keystile().credentials().realm())
                .isEqualTo("a orders x");
    }

    @Test
    void aPlaceholderWithoutAValueIsAnError() {
        assertWrong(
                "keystile:\n  credentials:\n    realm: ${REALM_OF_NOBODY}\n",
                "application.yaml:3: credentials.realm has the placeholder ${REALM_OF_NOBODY}, which has no value;"
                        + " set the property REALM_OF_NOBODY, or write ${REALM_OF_NOBODY:default}");
    }

    @Test
    void anUnknownNameIsAnErrorWithItsLineAndTheNearestName() {
        assertWrong(
                "keystile:\n  cahce: {fresh-for: 10s}\n",
                "application.yaml:2: unknown name 'cahce'; did you mean 'cache'?");
        assertWrong(
                "keystile:\n  cache:\n    fresh: 10s\n",
                "application.yaml:3: unknown name 'cache.fresh'; did you mean 'cache.fresh-for'?");
        assertWrong(
                "keystile:\n  routes:\n    - {path: /a, acess: public}\n",
                "application.yaml:3: unknown name 'routes.acess'; did you mean 'routes.access'?");
        assertWrong(
                "keystile:\n  management:\n    route: x\n",
                "application.yaml:3: unknown name 'management.route'; did you mean 'management.routes'?");
    }

    @Test
    void aWrongValueIsAnErrorWithItsLine() {
        assertWrong(
                "keystile:\n  cache:\n    fresh-for: 10\n",
                "application.yaml:3: cache.fresh-for is '10'; it must be a duration such as 500ms, 30s, 10m, 24h or"
                        + " 90d, longer than 0");
        assertWrong("keystile:\n  cache: 10s\n", "application.yaml:2: cache is a single value; it must be a mapping");
    }

    @Test
    void aVariableThatIsForSomethingElseIsNotRead() throws Exception {
        assertThat(load("keystile.store.type: memory", Map.of("KEYSTILE_DB_PASSWORD", "secret"))
                        .keystile())
                .isNotNull();
    }

    @Test
    void aFileTakesThePlaceOfAllSettings(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keystile.yaml");
        Files.writeString(file, "store: {type: memory}\nroutes: [{path: /a, access: public}]\n");

        SpringConfig config = load("keystile:\n  config: " + file + "\n  management: {enabled: false}\n");

        assertThat(config.keystile().routes()).extracting(Route::path).isEqualTo(List.of("/a"));
        assertThat(config.managementEnabled()).isFalse();
        assertWrong(
                "keystile:\n  config: " + file + "\n  cache: {fresh-for: 10s}\n",
                "application.yaml:3: keystile.cache is set beside keystile.config; move it into that file, or leave out"
                        + " keystile.config");
    }

    private static void assertWrong(String yaml, String message) {
        assertThatThrownBy(() -> load(yaml)).isInstanceOf(ConfigException.class).hasMessage(message);
    }
}
