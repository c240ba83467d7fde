package dev.keystile.store;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of the settings below {@code store} in a configuration, in written form. Immutable.
 *
 * @param values the values by the last part of the name of the setting, with placeholders replaced
 * @param directory the folder to which relative paths are relative
 * @param places the places of the values, by the same names, and the place of the whole section under the empty name; empty
 *     for values that were given in code
 */
public record StoreSettings(Map<String, String> values, Path directory, Map<String, Place> places) {

    /** Copies the maps. */
    public StoreSettings {
        values = Map.copyOf(values);
        places = Map.copyOf(places);
    }

    /** Settings that were made in code. */
    public StoreSettings(Map<String, String> values, Path directory) {
        this(values, directory, Map.of());
    }

    /** Whether values and folder are equal; the places do not matter. */
    public boolean hasSameValuesAs(StoreSettings other) {
        return values.equals(other.values) && directory.equals(other.directory);
    }

    /** The names of the settings that have a value. */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * The value of a setting, or its default; empty if the setting has neither.
     *
     * @throws ConfigException if the value is wrong
     */
    public <T> Optional<T> find(Setting<T> setting) {
        String value = values.get(setting.key());
        return value == null ? setting.findDefault() : Optional.of(setting.parse(value, place(setting)));
    }

    /**
     * The value of a setting that is required or has a default.
     *
     * @throws ConfigException if the value is missing or wrong
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> setting.missing(place(setting)));
    }

    /** The path in a setting; a relative path is resolved against {@link #directory()}. */
    public Path path(Setting<Path> setting) {
        return directory.resolve(get(setting)).normalize();
    }

    /**
     * The error that a value has the right form and cannot be used.
     *
     * @param problem the message, which must not show a secret
     */
    public ConfigException refused(Setting<?> setting, String problem, @Nullable Throwable cause) {
        return new ConfigException(place(setting), setting.name(), null, problem, cause);
    }

    /**
     * The error about all of these settings together.
     *
     * @param problem the message, which must not show a secret
     */
    public ConfigException refused(String problem, @Nullable Throwable cause) {
        return new ConfigException(places.get(""), "store", null, problem, cause);
    }

    private @Nullable Place place(Setting<?> setting) {
        return places.getOrDefault(setting.key(), places.get(""));
    }

    /** The names and the folder, without the values, which may be passwords. */
    @Override
    public String toString() {
        return "StoreSettings" + values.keySet() + " in " + directory;
    }
}
