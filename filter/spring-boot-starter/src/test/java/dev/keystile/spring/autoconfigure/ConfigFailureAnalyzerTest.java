package dev.keystile.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ConfigFailureAnalyzerTest {

    @Test
    void aWrongSettingIsShownWithItsNameAndPlace() {
        ConfigException wrong = new ConfigException(
                new Place.InFile("application.yaml", 3, 5), "cache.fresh-for", "10", "cache.fresh-for is '10'", null);

        FailureAnalysis analysis = new ConfigFailureAnalyzer().analyze(new IllegalStateException("outer", wrong));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .isEqualTo("Keystile cannot start: cache.fresh-for is '10'.\n\n    Setting: keystile.cache.fresh-for\n"
                        + "    Place: application.yaml:3");
        assertThat(analysis.getAction()).isEqualTo("Correct the setting, and start the application again.");
    }
}
