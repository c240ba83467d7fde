package dev.keystile.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The settings below {@code store} in a configuration file.
 *
 * @param values by name, as they were written, after substitution
 * @param directory the folder that relative paths are relative to
 * @param places by name, where the values were written, such as {@code keystile.yaml:3}; that of the whole section under
 *     the empty name; nothing where they were not written in a file
 */
public record StoreSettings(Map<String, String> values, Path directory, Map<String, String> places) {

    /** Copies the maps. */
    public StoreSettings {
        values = Map.copyOf(values);
        places = Map.copyOf(places);
    }

    /** Settings that were made in code. */
    public StoreSettings(Map<String, String> values, Path directory) {
        this(values, directory, Map.of());
    }

    /** Whether the values and the folder are the same, wherever they were written. */
    public boolean saysSameAs(StoreSettings other) {
        return values.equals(other.values) && directory.equals(other.directory);
    }

    /** A message that begins with {@code store.<name>}, behind the place of that setting. */
    public String located(String message) {
        String place = values.keySet().stream()
                .filter(name -> message.startsWith("store." + name + " "))
                .findFirst()
                .map(places::get)
                .orElse(places.get(""));
        return place == null ? message : place + ": " + message;
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
