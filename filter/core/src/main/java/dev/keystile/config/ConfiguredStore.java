package dev.keystile.config;

import dev.keystile.store.StoreSettings;

/**
 * The type and the settings of the store in a configuration.
 *
 * @param type the type: {@code file}, {@code memory}, or the type of another provider
 * @param settings the settings of the store
 */
public record ConfiguredStore(String type, StoreSettings settings) {

    /** Whether type and settings are equal; the places of the settings do not matter. */
    boolean isSameAs(ConfiguredStore other) {
        return type.equals(other.type) && settings.hasSameValuesAs(other.settings);
    }
}
