package dev.keystile.spring.internal.store;

import dev.keystile.config.ConfiguredStore;
import dev.keystile.jdbc.JdbcKeyStoreProvider;
import dev.keystile.setting.ConfigException;
import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.LocalKeyChanges;
import dev.keystile.store.StoreSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Opens the store in the database of the application. On PostgreSQL the feed of changes has a connection of its own, outside
 * the pool, to where {@link JdbcConnectionDetails} lead.
 */
public final class DatabaseStoreOpener implements StoreOpener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStoreOpener.class);
    private static final int UNKNOWN_POOL = 10;
    private static final int SHARE = 4;

    private final ObjectProvider<ApplicationDatabase> databases;
    private final ObjectProvider<JdbcConnectionDetails> details;
    private final ObjectProvider<DataSourcePoolMetadataProvider> pools;
    private final LocalKeyChanges changes;

    /** @param changes reports what this process changes */
    public DatabaseStoreOpener(
            ObjectProvider<ApplicationDatabase> databases,
            ObjectProvider<JdbcConnectionDetails> details,
            ObjectProvider<DataSourcePoolMetadataProvider> pools,
            LocalKeyChanges changes) {
        this.databases = databases;
        this.details = details;
        this.pools = pools;
        this.changes = changes;
    }

    @Override
    public @Nullable ApiKeyStore open(SpringConfig config) {
        if (!config.isInApplicationDatabase()) {
            return null;
        }
        ApplicationDatabase database = databases.getIfAvailable();
        if (database == null) {
            throw new ConfigException(
                    null,
                    "store.type",
                    null,
                    "store.type is 'jdbc' without a url, and the application has no data source, or several and none that is"
                            + " primary; set store.url, or spring.datasource.url",
                    null);
        }
        StoreSettings settings =
                listening(Objects.requireNonNull(config.keystile().store()), config);
        try {
            ApiKeyStore store = JdbcKeyStoreProvider.open(database.dataSource(), settings);
            int limit = Math.max(1, poolSize(database.dataSource()) / SHARE);
            return changes.reportedBy(
                    new LimitedStore(store, limit, config.keystile().cache().loadTimeout()));
        } catch (KeyStoreException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The settings with the connection of the application as the place to listen, unless they name one. */
    private StoreSettings listening(ConfiguredStore store, SpringConfig config) {
        StoreSettings settings = store.settings();
        if (settings.names().contains("listen-url")) {
            return settings;
        }
        JdbcConnectionDetails connection = details.getIfUnique();
        if (connection == null || !connection.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            LOG.info(
                    "Keys are in the database of the application. A change by another process is seen within {} s"
                            + " (cache.fresh-for): {}.",
                    config.keystile().cache().freshFor().toSeconds(),
                    connection == null
                            ? "there are no JdbcConnectionDetails to listen with; set store.listen-url to see it at once"
                            : "this database reports no changes");
            return settings;
        }
        Map<String, String> values = new HashMap<>(settings.values());
        values.put("listen-url", connection.getJdbcUrl());
        put(values, "username", connection.getUsername());
        put(values, "password", connection.getPassword());
        return new StoreSettings(values, settings.directory(), settings.places());
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private int poolSize(DataSource dataSource) {
        DataSourcePoolMetadata pool = new CompositeDataSourcePoolMetadataProvider(
                        pools.orderedStream().toList())
                .getDataSourcePoolMetadata(dataSource);
        Integer max = pool == null ? null : pool.getMax();
        return max == null || max < 1 ? UNKNOWN_POOL : max;
    }
}
