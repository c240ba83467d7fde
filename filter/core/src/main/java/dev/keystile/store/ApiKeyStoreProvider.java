package dev.keystile.store;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import java.util.List;

/**
 * Makes a kind of store available to the configuration file as {@code store.type}. Found by
 * {@link java.util.ServiceLoader}.
 */
public interface ApiKeyStoreProvider {

    /** The name that {@code store.type} gives. */
    String type();

    /**
     * The settings below {@code store} that this kind knows, besides {@code type}. Their names begin with
     * {@code store.}; those that may hold a password are {@link Setting#secret()}. What a configuration gives for them is
     * checked when it is loaded.
     */
    List<Setting<?>> settings();

    /**
     * Opens a store.
     *
     * @throws ConfigException if the settings do not suit each other, or what they name is not there; the message says
     *     what would be right
     * @throws KeyStoreException if the settings are right and the store cannot be opened
     */
    ApiKeyStore open(StoreSettings settings) throws KeyStoreException;
}
