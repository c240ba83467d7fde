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
 * Reads {@code keystile.yaml}. An empty file holds: every setting has a default, the keys are in
 * {@code keys.yaml} beside it, and every route needs a secret key.
 *
 * <p>Whatever is unknown or wrong is a {@link ConfigException} that names the setting, its place and what
 * would be right. Values that may hold a password never stand in a message.
 */
public final class ConfigLoader {

    private static final SettingGroup NOTHING_ELSE = SettingGroup.of("", "");

    private ConfigLoader() {}

    /** Reads a file. */
    public static KeystileConfig load(Path yaml) {
        return load(ConfigSource.of(yaml), Map.of());
    }

    /**
     * Reads a configuration.
     *
     * @param overrides the values of init-params by dotted name, such as {@code cache.fresh-for}, that win over the file's
     */
    public static KeystileConfig load(ConfigSource source, Map<String, String> overrides) {
        return ConfigReader.of(values(source, overrides, Placeholders.ofProcess()), NOTHING_ELSE)
                .read();
    }

    /**
     * Reads a file that has the settings of {@code keystile.yaml}, and others that somebody else declares and reads.
     *
     * @param more the settings that somebody else reads; a group of the same name may be in both
     * @param reader makes the result, of the values of the whole file and of what is Keystile's own in it
     */
    public static <R> R load(
            ConfigSource source, SettingGroup more, BiFunction<ConfigValues, KeystileConfig, R> reader) {
        ConfigValues root = values(source, Map.of(), Placeholders.ofProcess());
        return reader.apply(root, ConfigReader.of(root, more).read());
    }

    /** Reads a file that holds a list of routes, and nothing else. */
    public static List<Route> loadRoutes(ConfigSource source) {
        ConfigValues root = values(source, Map.of(), Placeholders.ofProcess());
        UnknownNames.refuse(root.section(), SettingGroup.of("", "Routes.", KeystileSettings.ROUTES));
        return ConfigReader.of(root, NOTHING_ELSE).read().routes();
    }

    static ConfigValues values(ConfigSource source, Map<String, String> overrides, Placeholders placeholders) {
        YamlSection root = YamlSection.parse(source.text(), source.name(), placeholders);
        for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
            root = root.with(override.getKey(), override.getValue(), new Place.InitParam(override.getKey()));
        }
        return new ConfigValues(root, source.directory());
    }
}
