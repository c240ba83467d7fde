package dev.keystile.spring.internal.config;

import dev.keystile.config.ConfigLoader;
import dev.keystile.config.ConfigSource;
import dev.keystile.config.ConfigValues;
import dev.keystile.config.KeystileConfig;
import dev.keystile.setting.ConfigException;
import dev.keystile.setting.SettingGroup;
import dev.keystile.yaml.YamlSection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/** Reads the settings below {@code keystile}: all of them from the environment, or from the file in {@code keystile.config}. */
public final class SpringConfigLoader {

    private static final String CLASS_PATH = "classpath:";
    private static final Set<String> BESIDE_A_FILE = Set.of("config", "management");

    private SpringConfigLoader() {}

    /**
     * Reads the settings.
     *
     * @throws ConfigException if a setting is unknown or wrong; the message names the setting and its place
     */
    public static SpringConfig load(ConfigurableEnvironment environment) {
        SettingGroup own = SpringSettings.ROOT;
        YamlSection root =
                EnvironmentSettings.read(environment, ConfigLoader.settings().and(own));
        if (root.names().contains(SpringSettings.CONFIG.key())) {
            return ofFile(root, own);
        }
        return ConfigLoader.load(root, Path.of("").toAbsolutePath(), own, SpringConfigLoader::config);
    }

    private static SpringConfig ofFile(YamlSection root, SettingGroup own) {
        for (String name : root.names()) {
            boolean migrateOnly =
                    name.equals("store") && root.section(name).names().equals(Set.of(SpringSettings.MIGRATE.key()));
            if (!BESIDE_A_FILE.contains(name) && !migrateOnly) {
                throw new ConfigException(
                        root.placeOf(name),
                        name,
                        null,
                        "keystile." + name + " is set beside keystile.config; move it into that file, or leave out"
                                + " keystile.config",
                        null);
            }
        }
        return ConfigLoader.load(
                root,
                Path.of("").toAbsolutePath(),
                own,
                (values, defaults) -> config(values, ConfigLoader.load(source(values), Map.of())));
    }

    private static ConfigSource source(ConfigValues values) {
        String location = values.get(SpringSettings.CONFIG);
        if (!location.startsWith(CLASS_PATH)) {
            return ConfigSource.of(Path.of(location));
        }
        ClassPathResource resource = new ClassPathResource(location.substring(CLASS_PATH.length()));
        try (InputStream stream = resource.getInputStream()) {
            return ConfigSource.of(location, stream, Path.of("").toAbsolutePath());
        } catch (IOException e) {
            throw new ConfigException(
                    values.placeOf(SpringSettings.CONFIG),
                    SpringSettings.CONFIG.name(),
                    location,
                    "keystile.config is '" + location + "', which the class path does not have",
                    e);
        }
    }

    private static SpringConfig config(ConfigValues root, KeystileConfig keystile) {
        ConfigValues management = root.group(SpringSettings.MANAGEMENT);
        return new SpringConfig(
                keystile,
                root.group(SettingGroup.of("store", "")).get(SpringSettings.MIGRATE),
                management.get(SpringSettings.MANAGEMENT_ENABLED),
                ConfigLoader.routes(management));
    }
}
