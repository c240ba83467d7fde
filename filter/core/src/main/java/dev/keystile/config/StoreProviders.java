package dev.keystile.config;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.Place;
import dev.keystile.setting.Setting;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.ApiKeyStoreProvider;
import dev.keystile.store.KeyStoreException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store providers on the class path, of the application and of Keystile. */
final class StoreProviders {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProviders.class);

    private final Map<String, ApiKeyStoreProvider> byType = new TreeMap<>();

    private StoreProviders() {}

    /** @throws ConfigException if two providers have the same type */
    static StoreProviders find() {
        StoreProviders found = new StoreProviders();
        found.addAll(Thread.currentThread().getContextClassLoader());
        found.addAll(StoreProviders.class.getClassLoader());
        return found;
    }

    private void addAll(@Nullable ClassLoader loader) {
        try {
            Iterator<ApiKeyStoreProvider> providers =
                    ServiceLoader.load(ApiKeyStoreProvider.class, loader).iterator();
            while (providers.hasNext()) {
                addNext(providers);
            }
        } catch (ServiceConfigurationError e) {
            LOG.warn("The list of store providers cannot be read: {}", e.getMessage());
        }
    }

    private void addNext(Iterator<ApiKeyStoreProvider> providers) {
        ApiKeyStoreProvider provider;
        try {
            provider = providers.next();
        } catch (ServiceConfigurationError e) {
            LOG.warn("A store provider cannot be used: {}", e.getMessage());
            return;
        }
        ApiKeyStoreProvider other = byType.putIfAbsent(provider.type(), provider);
        if (other != null && other.getClass() != provider.getClass()) {
            throw new ConfigException("two store providers have the store.type: " + provider.type() + ": "
                    + other.getClass().getName() + " and "
                    + provider.getClass().getName() + "; keep one of them");
        }
    }

    /**
     * The provider of a type.
     *
     * @param place the place of the type in the configuration; null if the type is the default
     * @throws ConfigException if there is no such type
     */
    ApiKeyStoreProvider require(String type, @Nullable Place place) {
        ApiKeyStoreProvider provider = byType.get(type);
        if (provider != null) {
            return provider;
        }
        String missing = OptionalModules.missingStoreType(type);
        throw missing == null
                ? KeystileSettings.STORE_TYPE.wrongText(type, types(), place)
                : new ConfigException(place, KeystileSettings.STORE_TYPE.name(), type, missing, null);
    }

    /** The settings of all types. */
    List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>();
        byType.values().forEach(provider -> all.addAll(provider.settings()));
        return all;
    }

    /** @throws ConfigException if there is no such type, or its store cannot be opened */
    ApiKeyStore open(ConfiguredStore store) {
        ApiKeyStoreProvider provider = require(store.type(), null);
        try {
            return provider.open(store.settings());
        } catch (ConfigException e) {
            throw e.at(store.settings().places().get(""));
        } catch (IllegalArgumentException e) {
            throw store.settings().refused(String.valueOf(e.getMessage()), e);
        } catch (KeyStoreException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What {@code store.type} must be, for messages. */
    private String types() {
        return "one of " + String.join(", ", byType.keySet())
                + ", or the type of another ApiKeyStoreProvider on the class path";
    }
}
