package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.KeystileSettings;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.SettingGroup;
import dev.keystile.store.MemoryKeyStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of settings: each has its method in the builder, and one that nobody knows is refused. */
class SettingNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            cahce            | cache
            cache.freshFor   | cache.fresh-for
            fresh-for        | cache.fresh-for
            credential.realm | credentials.realm
            header           | credentials.header
            cors.origins     | cors.allowed-origins
            store.pth        | store.path
            assertion.verfy  | assertion.verify
            telemetry        | none
            cache.ttl        | none
            cache.basic      | none
            """)
    void anUnknownNameIsToldWithTheNearestKnownOneIfOneIsNear(String name, String suggestion) {
        String problem =
                "unknown name '" + name + "'" + (suggestion == null ? "" : "; did you mean '" + suggestion + "'?");
        int dot = name.indexOf('.');
        String yaml = dot < 0 || name.startsWith("credential.")
                ? name + ": 1"
                : name.substring(0, dot) + ": {" + name.substring(dot + 1) + ": 1}";

        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage("keystile.yaml:1: " + problem);
        if (!name.startsWith("credential.")) {
            assertThatThrownBy(() -> load("", Map.of(name, "1")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("init-param: " + problem);
        }
    }

    @ParameterizedTest
    @CsvSource({"credentials.header", "credentials.realm", "cache.fresh-for", "paths.case"})
    void aKeyInTheWrongPlaceIsNotShown(String setting) {
        String key = "sk_demo_0123456789abcdefghij\"";
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> load(setting.replace(".", ": {") + ": '" + key + "'}"), () -> load("", Map.of(setting, key)))) {
            ConfigException e = catchThrowableOfType(ConfigException.class, call);
            assertThat(e.getMessage()).contains(setting + " is 'sk_").doesNotContain("0123456789");
            assertThat(e.value()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_demo_0123456789", "/a/sk_demo_0123456789*", "/{sk_demo_0123456789-}"})
    void aKeyInAPathIsNotShown(String path) {
        assertThatThrownBy(() -> load("routes: [{path: '" + path + "', access: public}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not a pattern")
                .message()
                .contains("sk_…")
                .doesNotContain("0123456789");
    }

    @Test
    void aKeyInPlaceOfANameIsNotShown() {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> load("sk_demo_0123456789: x"));
        assertThat(e).hasMessage("keystile.yaml:1: unknown name 'sk_…'");
        assertThat(e.setting()).isEmpty();
    }

    @Test
    void eachSettingOfTheFileHasAMethodOfTheBuilder() {
        Map<String, Consumer<FilterBuilder>> methods = Map.ofEntries(
                Map.entry("cache.fresh-for", b -> b.freshFor(Duration.ofSeconds(1))),
                Map.entry("cache.stale-for", b -> b.staleFor(Duration.ofHours(1))),
                Map.entry("cache.negative-for", b -> b.negativeFor(Duration.ZERO)),
                Map.entry("cache.max-keys", b -> b.maxKeys(1)),
                Map.entry("cache.max-negative", b -> b.maxNegative(0)),
                Map.entry("cache.load-timeout", b -> b.loadTimeout(Duration.ofSeconds(1))),
                Map.entry("cache.max-concurrent-loads", b -> b.maxConcurrentLoads(2)),
                Map.entry("cache.max-waiting", b -> b.maxWaiting(2)),
                Map.entry("credentials.basic", b -> b.basic(false)),
                Map.entry("credentials.authorization", b -> b.ignoreAuthorization(true)),
                Map.entry("credentials.header", b -> b.header("X-API-Key")),
                Map.entry("credentials.other-formats", b -> b.acceptOtherFormats(true)),
                Map.entry("credentials.realm", b -> b.realm("my api")),
                Map.entry("credentials.hide", b -> b.hide(false)),
                Map.entry("browser-secret-keys", b -> b.allowBrowserSecretKeys(true)),
                Map.entry("cors.allowed-origins", b -> b.corsAllowedOrigins("https://a", "https://a")),
                Map.entry("trusted-proxies", b -> b.trustedProxies("10.0.0.0/8", "::1")),
                Map.entry("problem-base-uri", b -> b.problemBaseUri("urn:x:")),
                Map.entry("request-ids", b -> b.alwaysSendRequestId(true)),
                Map.entry("paths.case", b -> b.pathCase(PathCase.INSENSITIVE)),
                Map.entry("paths.encoded", b -> b.encodedPaths(EncodedPaths.ACCEPT)));
        SettingGroup all = KeystileSettings.root(KeystileSettings.store(List.of()), List.of());
        TreeSet<String> names = new TreeSet<>(all.names());
        names.removeAll(List.of("store", "store.type", "cache", "credentials", "cors", "paths"));
        names.removeIf(name -> name.startsWith("routes"));

        assertThat(methods.keySet()).containsExactlyInAnyOrderElementsOf(names);
        FilterBuilder builder = ApiKeyAuthFilter.builder().store(new MemoryKeyStore());
        methods.values().forEach(method -> method.accept(builder));
        builder.build().destroy();
    }

    private static void load(String yaml) {
        load(yaml, Map.of());
    }

    private static void load(String yaml, Map<String, String> initParams) {
        ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of("/")), initParams);
    }
}
