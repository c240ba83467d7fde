package dev.keystile.spring.internal.config;

import dev.keystile.config.ConfiguredStore;
import dev.keystile.config.KeystileConfig;
import dev.keystile.route.Route;
import dev.keystile.setting.ConfigException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings below {@code keystile}. Immutable.
 *
 * @param keystile the settings of {@code keystile.yaml}
 * @param migrate whether the tables are made in the database of the application
 * @param managementEnabled whether the management port is guarded
 * @param managementRoutes the routes of the management port; empty for the defaults
 */
public record SpringConfig(
        KeystileConfig keystile, boolean migrate, boolean managementEnabled, List<Route> managementRoutes) {

    private static final Set<String> OTHER_DATABASE = Set.of("url", "jndi");

    /**
     * Copies the routes.
     *
     * @throws ConfigException if tables are to be made in another database than that of the application
     */
    public SpringConfig {
        managementRoutes = List.copyOf(managementRoutes);
        if (migrate && !isInApplicationDatabase(keystile.store())) {
            throw new ConfigException(
                    null,
                    SpringSettings.MIGRATE.name(),
                    null,
                    "store.migrate makes tables in the database of the application; it needs store.type: jdbc, without url"
                            + " and jndi",
                    null);
        }
    }

    /** Whether keys are in the database of the application: the type is {@code jdbc}, and nothing names another. */
    public boolean isInApplicationDatabase() {
        return isInApplicationDatabase(keystile.store());
    }

    private static boolean isInApplicationDatabase(@Nullable ConfiguredStore store) {
        return store != null
                && store.type().equals("jdbc")
                && Collections.disjoint(store.settings().names(), OTHER_DATABASE);
    }

    /** The settings of {@code keystile.yaml} with other routes. */
    public KeystileConfig withRoutes(List<Route> routes) {
        return new KeystileConfig(
                keystile.store(),
                keystile.cache(),
                keystile.credentials(),
                keystile.allowBrowserSecretKeys(),
                keystile.corsOrigins(),
                keystile.trustedProxies(),
                keystile.sections(),
                keystile.problemBaseUri(),
                keystile.alwaysSendRequestId(),
                keystile.pathCase(),
                keystile.encodedPaths(),
                routes);
    }
}
