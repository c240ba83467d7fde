package dev.keystile.store;

import java.util.Set;

/**
 * Makes a kind of store available to the configuration file as {@code store.type}. Found by
 * {@link java.util.ServiceLoader}.
 */
public interface ApiKeyStoreProvider {

    /** The name that {@code store.type} gives. */
    String type();

    /** The names of the settings below {@code store} that this kind knows, besides {@code type}. */
    Set<String> settings();

    /**
     * Opens a store.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong; the message says what would be right
     * @throws KeyStoreException if the settings are right and the store cannot be opened
     */
    ApiKeyStore open(StoreSettings settings) throws KeyStoreException;
}
