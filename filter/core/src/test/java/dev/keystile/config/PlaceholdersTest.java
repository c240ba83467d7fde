package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.SettingGroup;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private static final Map<String, String> VARIABLES =
            Map.of("REALM", "shop", "NESTED", "${REALM}", "MONEY", "$1", "EMPTY", "");

    private static KeystileConfig load(String yaml, Map<String, String> overrides) {
        ConfigSource source = new ConfigSource("keystile.yaml", yaml, Path.of("/"));
        ConfigValues values = ConfigLoader.values(source, overrides, new Placeholders(VARIABLES::get));
        return ConfigReader.of(values, SettingGroup.of("", "")).read();
    }

    @ParameterizedTest
    @CsvSource({
        "${REALM}, shop",
        "my ${REALM} api, my shop api",
        "${REALM}-${REALM}, shop-shop",
        "${OTHER:api}, api",
        "${REALM:api}, shop",
        "${OTHER:https://x}, https://x",
        "${NESTED}, ${REALM}",
        "${MONEY}, $1",
        "$REALM, $REALM",
        "'a$', a$",
    })
    void aPlaceholderBecomesItsValueOnce(String text, String realm) {
        assertThat(load("credentials: {realm: '" + text + "'}", Map.of())
                        .credentials()
                        .realm())
                .isEqualTo(realm);
    }

    @Test
    void anOverrideMayHoldOne() {
        assertThat(load("", Map.of("credentials.realm", "${REALM}"))
                        .credentials()
                        .realm())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${EMPTY}", "${OTHER:}"})
    void anEmptyValueLeavesTheSettingOut(String text) {
        assertThat(load("credentials:\n  header: " + text, Map.of())
                        .credentials()
                        .fields()
                        .headers())
                .isEmpty();
    }

    @Test
    void aValueThatIsNotSetIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> load("store:\n  path: ${KEYS}/keys.yaml", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "keystile.yaml:2: store.path needs the environment variable or system property KEYS, which is"
                                + " not set; set it, or write ${KEYS:default}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2${", "hunter2${}", "hunter2${A", "hunter2${A B}", "hunter2${1}"})
    void anIncompletePlaceholderIsRefusedWithoutTheText(String text) {
        assertThatThrownBy(() -> load("store:\n  path: '" + text + "'", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("keystile.yaml:2: store.path has an incomplete placeholder; it must be ${NAME} or"
                        + " ${NAME:default}");
    }

    @Test
    void systemPropertiesAreVariables() {
        String home = System.getProperty("java.io.tmpdir");

        KeystileConfig config = ConfigLoader.load(
                new ConfigSource("keystile.yaml", "store: {path: '${java.io.tmpdir}/keys.yaml'}", Path.of("/")),
                Map.of());

        assertThat(config.store().settings().values()).containsEntry("path", home + "/keys.yaml");
    }

    @Test
    void environmentVariablesAreVariables() {
        Map.Entry<String, String> variable = System.getenv().entrySet().stream()
                .filter(entry -> entry.getKey().matches("[A-Z]{2,}") && System.getProperty(entry.getKey()) == null)
                .findFirst()
                .orElseThrow();

        KeystileConfig config = ConfigLoader.load(
                new ConfigSource("keystile.yaml", "store: {path: 'x${" + variable.getKey() + "}'}", Path.of("/")),
                Map.of());

        assertThat(config.store().settings().values()).containsEntry("path", "x" + variable.getValue());
    }
}
