package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.cache.CacheSettings;
import dev.keystile.config.KeystileConfig.CredentialSettings;
import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.route.Access;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.ValueTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

    private static final Path FOLDER = Path.of("/etc/keystile");

    private static KeystileConfig load(String yaml, Map<String, String> overrides) {
        return ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, FOLDER), overrides);
    }

    private static KeystileConfig load(String yaml) {
        return load(yaml, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# nothing yet\n",
                "---\n",
                "null",
                "\uFEFF",
                "{}",
                "store:\ncache:\ncors:\nroutes:\n",
                "routes: []"
            })
    void whatIsLeftOutHasItsDefault(String yaml) {
        KeystileConfig config = load(yaml);

        assertThat(config.store().type()).isEqualTo("file");
        assertThat(config.store().settings().values()).isEmpty();
        assertThat(config.store().settings().directory()).isEqualTo(FOLDER);
        assertThat(config.cache()).isEqualTo(CacheSettings.DEFAULT);
        assertThat(config.credentials()).isEqualTo(CredentialSettings.DEFAULT);
        assertThat(config.allowBrowserSecretKeys()).isFalse();
        assertThat(config.corsOrigins()).isNull();
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.problemBaseUri()).isEqualTo("urn:keystile:problem:");
        assertThat(config.pathCase()).isEqualTo(PathCase.SENSITIVE);
        assertThat(config.routes()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        KeystileConfig config = load("""
                store: {type: file, path: secrets/keys.yaml}
                cache:
                  fresh-for: 1m
                  stale-for: 2h
                  negative-for: 500ms
                  max-keys: 10
                  max-negative: 20
                  load-timeout: 3s
                  max-concurrent-loads: 4
                  max-waiting: 5
                credentials: {basic: false, header: X-API-Key, realm: "my api", hide: false}
                browser-secret-keys: allow
                cors:
                  allowed-origins: [https://app.example.com, "http://localhost:3000"]
                trusted-proxies: [127.0.0.1, 10.0.0.0/8, "fd00::/8"]
                problem-base-uri: https://docs.example.com/errors/
                paths: {case: insensitive}
                routes:
                  - {path: /health, access: public}
                  - path: "/organizations/{id}"
                    methods: [DELETE, PUT]
                    access: secret
                    scopes: ["organizations:write"]
                """);

        assertThat(config.store().settings().values()).containsExactly(Map.entry("path", "secrets/keys.yaml"));
        assertThat(config.cache())
                .isEqualTo(new CacheSettings(
                        Duration.ofMinutes(1),
                        Duration.ofHours(2),
                        Duration.ofMillis(500),
                        10,
                        20,
                        Duration.ofSeconds(3),
                        4,
                        5));
        assertThat(config.credentials())
                .isEqualTo(new CredentialSettings(
                        new CredentialFields(true, false, List.of("X-API-Key"), false), "my api", false));
        assertThat(config.allowBrowserSecretKeys()).isTrue();
        assertThat(config.corsOrigins())
                .containsExactly(new Origin("https://app.example.com"), new Origin("http://localhost:3000"));
        assertThat(config.trustedProxies())
                .containsExactly(Network.parse("127.0.0.1"), Network.parse("10.0.0.0/8"), Network.parse("fd00::/8"));
        assertThat(config.problemBaseUri()).isEqualTo("https://docs.example.com/errors/");
        assertThat(config.pathCase()).isEqualTo(PathCase.INSENSITIVE);
        assertThat(config.routes())
                .containsExactly(
                        new Route("/health", Set.of(), Access.PUBLIC, Set.of(), null, "keystile.yaml:19"),
                        new Route(
                                "/organizations/{id}",
                                Set.of("DELETE", "PUT"),
                                Access.SECRET,
                                Set.of("organizations:write"),
                                null,
                                "keystile.yaml:20"));
    }

    @Test
    void anOverrideWinsOverTheFile() {
        KeystileConfig config = load(
                "cache: {fresh-for: 1m, max-keys: 10}\nbrowser-secret-keys: allow",
                Map.of("cache.fresh-for", "10s", "store.path", "/etc/keys.yaml", "browser-secret-keys", "reject"));

        assertThat(config.cache().freshFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.cache().maxKeys()).isEqualTo(10);
        assertThat(config.store().settings().values()).containsEntry("path", "/etc/keys.yaml");
        assertThat(config.allowBrowserSecretKeys()).isFalse();
    }

    @Test
    void aFileIsCalledByItsNameAndAnchorsRelativePaths(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("my.yaml"), "store: {path: ../keys.yaml}\nroutes: [{path: /a, access: public}]");

        KeystileConfig config = ConfigLoader.load(file);

        assertThat(config.store().settings().directory()).isEqualTo(folder);
        assertThat(config.routes().get(0).origin()).isEqualTo("my.yaml:2");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("keystile.yaml");

        assertThatThrownBy(() -> ConfigLoader.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no configuration file " + file);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        ByteArrayInputStream latin1 = new ByteArrayInputStream("realm: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigSource.of("classpath:keystile.yaml", latin1, FOLDER))
                .isInstanceOf(ConfigException.class)
                .hasMessage("classpath:keystile.yaml is not UTF-8");
    }

    @Test
    void namesThatSomebodyElseReadsMayStandBesideOurs() {
        ConfigSource source = new ConfigSource("gateway.yaml", "listen: 127.0.0.1:8080\nroutes: []", FOLDER);

        assertThat(loadWith(source, "listen")).isEqualTo("127.0.0.1:8080");
        assertThatThrownBy(() -> loadWith(source, "listens"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("gateway.yaml:1: unknown name 'listen'; did you mean 'listens'?");
    }

    private static String loadWith(ConfigSource source, String name) {
        Setting<String> setting = Setting.required(name, ValueTypes.anyText("an address"), "");
        return ConfigLoader.load(source, SettingGroup.of("", "", setting), (values, keystile) -> values.get(setting));
    }
}
