package dev.keystile.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keystile.key.PrintableText;
import dev.keystile.setting.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Any text as a configuration: either all of the settings are right, or an error on one line says what is wrong. */
class ConfigFuzzTest {

    private static final int MAX_MESSAGE = 2000;

    @FuzzTest(maxDuration = "2m")
    void aConfigurationIsReadOrRefusedOnOneLine(byte[] input) {
        String yaml = new String(input, StandardCharsets.UTF_8);
        try {
            ConfigLoader.load(new ConfigSource("keystile.yaml", yaml, Path.of(".")), Map.of());
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(MAX_MESSAGE);
            assertThat(e.getMessage()).matches(PrintableText::isPrintable, "printable");
        }
    }
}
