package dev.keystile.store;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Setting;
import java.util.List;

/**
 * Opens stores of one type, which a configuration names in {@code store.type}. Found by {@link java.util.ServiceLoader}.
 */
public interface ApiKeyStoreProvider {

    /** The type, as in {@code store.type}. */
    String type();

    /**
     * The settings of this type below {@code store}, besides {@code type}. Their names begin with {@code store.}; a setting
     * that may hold a password is {@link Setting#secret()}. Values are checked when a configuration is loaded.
     */
    List<Setting<?>> settings();

    /**
     * Opens a store.
     *
     * @throws ConfigException if the settings contradict each other, or name something that does not exist; the message
     *     says what would be right
     * @throws KeyStoreException if the settings are right and the store cannot be opened
     */
    ApiKeyStore open(StoreSettings settings) throws KeyStoreException;
}
