package dev.keystile.config;

import dev.keystile.yaml.YamlException;
import dev.keystile.yaml.YamlSection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code keystile.yaml}. An empty file holds: every setting has a default, the keys are in
 * {@code keys.yaml} beside it, and every route needs a secret key.
 *
 * <p>Whatever is unknown or wrong is a {@link ConfigException} that names the setting, its place and what
 * would be right. The values of a store's settings never stand in a message.
 */
public final class ConfigLoader {

    private ConfigLoader() {}

    /** Reads a file. */
    public static KeystileConfig load(Path yaml) {
        return load(ConfigSource.of(yaml), Map.of());
    }

    /**
     * Reads a configuration.
     *
     * @param overrides single values by dotted name, such as {@code cache.fresh-for}, that win over the file's
     */
    public static KeystileConfig load(ConfigSource source, Map<String, String> overrides) {
        return load(read(source, overrides), source.directory(), Set.of());
    }

    /**
     * A configuration's text as a tree of settings, with the overrides and the values of placeholders.
     *
     * @param overrides single values by dotted name that win over the text's
     */
    public static YamlSection read(ConfigSource source, Map<String, String> overrides) {
        return read(source, overrides, Placeholders.ofProcess());
    }

    static YamlSection read(ConfigSource source, Map<String, String> overrides, Placeholders placeholders) {
        try {
            YamlSection root = YamlSection.parse(source.text(), source.name(), placeholders);
            for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
                root = root.with(override.getKey(), override.getValue(), "init-param");
            }
            return root;
        } catch (YamlException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /**
     * The configuration in a tree of settings.
     *
     * @param directory the folder that relative paths are relative to
     * @param others names that somebody else reads: of whole sections, or dotted ones such as {@code assertion.keys}
     */
    public static KeystileConfig load(YamlSection root, Path directory, Set<String> others) {
        try {
            return new ConfigReader(root, directory, others).read();
        } catch (YamlException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
