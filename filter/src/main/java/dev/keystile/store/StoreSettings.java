package dev.keystile.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings below {@code store} in a configuration file.
 *
 * @param values by name, as they were written, after substitution
 * @param directory the folder that relative paths are relative to
 */
public record StoreSettings(Map<String, String> values, Path directory) {

    /** Copies the values. */
    public StoreSettings {
        values = Map.copyOf(values);
    }

    /** The value of a setting that may be left out. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of a setting that has to be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public String require(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("store." + name + " is missing"));
    }

    /** A path, relative ones resolved against {@link #directory()}. */
    public Path requirePath(String name) {
        return directory.resolve(require(name)).normalize();
    }

    /** The names and the folder; a value may be a password. */
    @Override
    public String toString() {
        return "StoreSettings" + values.keySet() + " in " + directory;
    }
}
