package dev.keystile.config;

import dev.keystile.store.StoreSettings;

/**
 * The store that a configuration names.
 *
 * @param type which kind of store: {@code file}, {@code memory}, or the type of another provider
 * @param settings the settings of that store
 */
public record ConfiguredStore(String type, StoreSettings settings) {

    /** Whether this is the same store, wherever its settings were written. */
    boolean isSameAs(ConfiguredStore other) {
        return type.equals(other.type) && settings.saysSameAs(other.settings);
    }
}
