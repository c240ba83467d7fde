package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    private final StoreSettings settings =
            new StoreSettings(Map.of("path", "../keys.yaml", "password", "hunter2"), Path.of("/etc/app"));

    @Test
    void relativePathsAreRelativeToTheFile() {
        assertThat(settings.requirePath("path")).isEqualTo(Path.of("/etc/keys.yaml"));
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThat(settings.get("url")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.require("url"))
                .withMessage("store.url is missing");
    }

    @Test
    void aMessageAboutASettingSaysWhereItIs() {
        StoreSettings written = new StoreSettings(
                Map.of("url", "x", "user", "y"), Path.of(""), Map.of("", "keystile.yaml:1", "url", "keystile.yaml:3"));

        assertThat(written.located("store.url must begin with jdbc:"))
                .isEqualTo("keystile.yaml:3: store.url must begin with jdbc:");
        assertThat(written.located("store.path is missing")).isEqualTo("keystile.yaml:1: store.path is missing");
        assertThat(settings.located("store.path is missing")).isEqualTo("store.path is missing");
    }

    @Test
    void valuesArePrintedNowhere() {
        assertThat(settings.toString()).contains("password").doesNotContain("hunter2");
    }
}
