package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import dev.keystile.setting.ValueTypes;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    private static final Setting<String> URL =
            Setting.required("store.url", ValueTypes.anyText("an address"), "").secret();
    private static final Setting<Path> PATH =
            Setting.of("store.path", ValueTypes.path("a path"), Path.of("keys.yaml"), "");
    private static final Setting<Integer> SIZE = Setting.of("store.size", ValueTypes.count(1, 9), 4, "");

    private final StoreSettings settings =
            new StoreSettings(Map.of("path", "../keys.yaml", "password", "hunter2"), Path.of("/etc/app"));

    @Test
    void relativePathsAreRelativeToTheFile() {
        assertThat(settings.path(PATH)).isEqualTo(Path.of("/etc/keys.yaml"));
        assertThat(new StoreSettings(Map.of(), Path.of("/etc")).path(PATH)).isEqualTo(Path.of("/etc/keys.yaml"));
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThat(settings.find(URL)).isEmpty();
        assertThat(settings.get(SIZE)).isEqualTo(4);
        assertThatThrownBy(() -> settings.get(URL))
                .isInstanceOf(ConfigException.class)
                .hasMessage("store.url is missing; it must be an address");
    }

    @Test
    void anErrorSaysWhereTheSettingIs() {
        Place section = new Place.InFile("keystile.yaml", 1, 1);
        Place size = new Place.InFile("keystile.yaml", 3, 5);
        StoreSettings written =
                new StoreSettings(Map.of("size", "x", "user", "y"), Path.of(""), Map.of("", section, "size", size));

        assertThatThrownBy(() -> written.get(SIZE))
                .hasMessage("keystile.yaml:3: store.size is 'x'; it must be a whole number from 1 to 9")
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.place()).contains(size));
        assertThatThrownBy(() -> written.get(URL)).hasMessageStartingWith("keystile.yaml:1: store.url is missing");
        assertThat(written.refused(SIZE, "no such size", null)).hasMessage("keystile.yaml:3: no such size");
        assertThat(written.refused("url or path", null)).hasMessage("keystile.yaml:1: url or path");
    }

    @Test
    void valuesArePrintedNowhere() {
        assertThat(settings.toString()).contains("password").doesNotContain("hunter2");
    }
}
