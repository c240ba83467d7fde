package dev.keystile.spring.internal.store;

import dev.keystile.setting.ConfigException;
import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.store.ApiKeyStore;
import org.jspecify.annotations.Nullable;

/** Opens a store with something of the application, such as its data source. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens the store of a configuration.
     *
     * @return null if the configuration is complete without the application
     * @throws ConfigException if the store cannot be opened
     */
    @Nullable
    ApiKeyStore open(SpringConfig config);
}
