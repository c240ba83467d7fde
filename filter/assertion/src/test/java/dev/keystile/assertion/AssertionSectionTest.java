package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSection;
import dev.keystile.config.ConfigSource;
import dev.keystile.setting.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionSectionTest {

    private static final Path FOLDER = Path.of("conf");

    @Test
    void theSectionIsFoundAndRead() {
        List<ConfigSection> sections = read("assertion: {verify: {jwks: k.json, issuer: i, audience: a}}");
        assertThat(sections).containsExactly(new AssertionSection("k.json", "i", "a", FOLDER));
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        ConfigSection section = AssertionSection.verify("none.json", "i", "a");
        assertThatThrownBy(section::assertedIdentityReader)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("assertion.verify.jwks is none.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | keystile.yaml:1: assertion.verify.jwks is missing; it must be an http:// or https:// address, or the path of a JWK Set file",
                "{verify: {issuer: a, audience: b}} | keystile.yaml:1: assertion.verify.jwks is missing; it must be an http:// or https:// address, or the path of a JWK Set file",
                "{verify: {jwks: 'http://', issuer: i, audience: a}} | keystile.yaml:1: assertion.verify.jwks is 'http://'; it must be an http:// or https:// address, or the path of a JWK Set file",
                "{verify: {jwks: 'https://a b/', issuer: i, audience: a}} | keystile.yaml:1: assertion.verify.jwks is 'https://a b/'; it must be an http:// or https:// address, or the path of a JWK Set file",
                "{verify: {jwks: a, isuer: b}} | keystile.yaml:1: unknown name 'assertion.verify.isuer'; did you mean 'assertion.verify.issuer'?",
                "{verfy: {}} | keystile.yaml:1: unknown name 'assertion.verfy'; did you mean 'assertion.verify'?"
            })
    void whatIsWrongIsNamedWithWhatWouldBeRight(String section, String message) {
        assertThatThrownBy(() -> read("assertion: " + section))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void whatIsWrongInCodeIsNamedInTheSameWords() {
        assertThatThrownBy(() -> AssertionSection.verify("http://", "i", "a"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "assertion.verify.jwks is 'http://'; it must be an http:// or https:// address, or the path of"
                                + " a JWK Set file");
    }

    private static List<ConfigSection> read(String yaml) {
        return ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, FOLDER), Map.of())
                .sections();
    }
}
