package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.KeystileConfig;
import dev.keystile.gateway.internal.upstream.Upstream;
import dev.keystile.markdown.MarkdownFile;
import dev.keystile.setting.SettingGroup;
import dev.keystile.setting.SettingMember;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The READMEs name each setting, and show the defaults that hold. */
class ReadmeSettingsTest {

    private static final Path FOLDER = Path.of("/etc/keystile");

    private final String keystile = block("../core/README.md", "## keystile.yaml");
    private final String gateway = block("README.md", "## gateway.yaml");

    private static String block(String file, String heading) {
        return MarkdownFile.read(Path.of(file)).blocks().stream()
                .filter(block -> block.heading().equals(heading) && block.info().startsWith("yaml "))
                .findFirst()
                .orElseThrow()
                .content();
    }

    private static KeystileConfig load(String yaml) {
        return ConfigLoader.load(new ConfigSource("README.md", yaml, FOLDER), Map.of());
    }

    @Test
    void whatIsShownOfTheKeystileFileAreItsDefaults() {
        KeystileConfig shown = load(keystile);
        KeystileConfig defaults = load("");

        assertThat(shown.store().type()).isEqualTo(defaults.store().type());
        assertThat(shown.store().settings().values()).containsExactly(Map.entry("path", "keys.yaml"));
        assertThat(shown).usingRecursiveComparison().ignoringFields("store").isEqualTo(defaults);
    }

    @Test
    void eachSettingOfTheKeystileFileIsShown() {
        ConfigurationSchemas.root().members().stream()
                .filter(member -> !member.name().equals("routes"))
                .forEach(member -> assertShown(member, keystile));
    }

    @Test
    void whatIsShownOfTheGatewayFileAsDefaultsAreDefaults() {
        GatewayConfig shown = GatewayConfigReader.read(new ConfigSource("README.md", gateway, FOLDER));
        GatewayConfig defaults = GatewayConfigReader.read(new ConfigSource(
                "README.md",
                "upstreams: [{path: /a, url: http://h}]\nassertion: {issuer: i, audience: a}\nexternal-auth: [{style: nginx}]",
                FOLDER));

        assertThat(shown.listen()).isEqualTo(defaults.listen());
        assertThat(shown.client()).isEqualTo(defaults.client());
        assertThat(shown.externalAuth()).isEqualTo(defaults.externalAuth());
        assertThat(shown.signing().lifetime()).isEqualTo(defaults.signing().lifetime());
        assertThat(shown.signing().keys()).isEqualTo(defaults.signing().keys());
        Upstream upstream = shown.upstreams().get(0);
        assertThat(upstream.timeout()).isEqualTo(defaults.upstreams().get(0).timeout());
        assertThat(upstream.connections()).isEqualTo(defaults.upstreams().get(0).connections());
    }

    @Test
    void eachSettingOfTheGatewayFileIsShown() {
        GatewaySettings.ROOT.members().forEach(member -> assertShown(member, gateway));
    }

    private static void assertShown(SettingMember member, String block) {
        SettingGroup alone = SettingGroup.of("", "", member);
        for (String name : List.copyOf(alone.names())) {
            String key = name.substring(name.lastIndexOf('.') + 1);
            assertThat(block).as(name).containsPattern("(?m)(^|[ {])" + key + ":");
        }
    }
}
