package dev.keystile.config;

import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import dev.keystile.setting.SettingGroup;
import dev.keystile.yaml.YamlSection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Reads {@code keystile.yaml}. An empty file is valid: every setting has its default, the keys are in {@code keys.yaml}
 * in the same folder, and every route requires a secret key.
 *
 * <p>An unknown or wrong setting is a {@link ConfigException} that names the setting, its place and what would be right. No
 * message shows a value that may hold a password.
 *
 * <pre>{@code
 * KeystileConfig config = ConfigLoader.load(Path.of("keystile.yaml"));
 * }</pre>
 */
public final class ConfigLoader {

    private static final SettingGroup NO_OTHERS = SettingGroup.of("", "");

    private ConfigLoader() {}

    /**
     * Reads a file.
     *
     * @throws ConfigException if the file cannot be read, or a setting is unknown or wrong
     */
    public static KeystileConfig load(Path yaml) {
        return load(ConfigSource.of(yaml), Map.of());
    }

    /**
     * Reads a configuration.
     *
     * @param overrides the values of init-params by dotted name, such as {@code cache.fresh-for}; they replace
     *     the values in the file
     */
    public static KeystileConfig load(ConfigSource source, Map<String, String> overrides) {
        return ConfigReader.of(values(source, overrides, Placeholders.ofProcess()), NO_OTHERS)
                .read();
    }

    /**
     * Reads a file that has the settings of {@code keystile.yaml} and further settings, which the caller declares and reads.
     *
     * @param more the further settings; a group may have settings of both kinds
     * @param reader makes the result from the values of the whole file and from the settings of {@code keystile.yaml}
     */
    public static <R> R load(
            ConfigSource source, SettingGroup more, BiFunction<ConfigValues, KeystileConfig, R> reader) {
        ConfigValues root = values(source, Map.of(), Placeholders.ofProcess());
        return reader.apply(root, ConfigReader.of(root, more).read());
    }

    /**
     * Reads settings that another framework has read, such as those of Spring. Placeholders are not replaced.
     *
     * @param root the settings, with the names of {@code keystile.yaml}
     * @param directory the folder to which relative paths are relative
     * @param more further settings, as for {@link #load(ConfigSource, SettingGroup, BiFunction)}
     */
    public static <R> R load(
            YamlSection root, Path directory, SettingGroup more, BiFunction<ConfigValues, KeystileConfig, R> reader) {
        ConfigValues values = new ConfigValues(root, directory);
        return reader.apply(values, ConfigReader.of(values, more).read());
    }

    /** The declarations of all settings of {@code keystile.yaml}, with those of all stores and modules on the class path. */
    public static SettingGroup settings() {
        return KeystileSettings.root(
                KeystileSettings.store(StoreProviders.find().settings()),
                ConfigSections.find().settings());
    }

    /** The routes of a group that has a list {@code routes} of its own. */
    public static List<Route> routes(ConfigValues group) {
        return RouteReader.read(group);
    }

    /** Reads a file that has only the setting {@code routes}. */
    public static List<Route> loadRoutes(ConfigSource source) {
        ConfigValues root = values(source, Map.of(), Placeholders.ofProcess());
        UnknownNames.refuse(root.section(), SettingGroup.of("", "Routes.", KeystileSettings.ROUTES));
        return ConfigReader.of(root, NO_OTHERS).read().routes();
    }

    static ConfigValues values(ConfigSource source, Map<String, String> overrides, Placeholders placeholders) {
        YamlSection root = YamlSection.parse(source.text(), source.name(), placeholders);
        for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
            root = root.with(override.getKey(), override.getValue(), new Place.InitParam(override.getKey()));
        }
        return new ConfigValues(root, source.directory());
    }
}
