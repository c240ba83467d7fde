package dev.keystile.spring.autoconfigure;

import dev.keystile.admin.KeyAdmin;
import dev.keystile.cache.CacheListener;
import dev.keystile.config.Extensions;
import dev.keystile.config.Keystile;
import dev.keystile.config.KeystileConfig;
import dev.keystile.decision.AuditLog;
import dev.keystile.decision.DecisionListener;
import dev.keystile.legacy.LegacyKeys;
import dev.keystile.policy.Policy;
import dev.keystile.route.Route;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.spring.internal.config.ActuatorRoutes;
import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.spring.internal.store.StoreOpener;
import dev.keystile.store.ApiKeyStore;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingFilterBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Registers the filter for every request and dispatch, before all other filters, configured by {@code keystile.*}.
 *
 * <p>Beans of the application take part: one {@link ApiKeyStore} in place of the configured one, one {@link LegacyKeys} with
 * a {@link KeyAdmin}, and any number of {@link Policy}, {@link DecisionListener} and {@link CacheListener}. A registration of
 * {@link ApiKeyAuthFilter} by the application takes the place of this one.
 *
 * <pre>{@code
 * keystile:
 *   store: {type: file, path: keys.yaml}
 *   routes:
 *     - {path: /orders/**, access: secret, scopes: [orders:read]}
 * }</pre>
 */
@AutoConfiguration(after = KeystileSettingsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ImportRuntimeHints(KeystileRuntimeHints.class)
public final class KeystileAutoConfiguration {

    private static final String ACTUATOR =
            "org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType";

    /** Closed after the web server, which ends the requests in flight first, and before the beans that it uses. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Keystile keystile(
            SpringConfig settings,
            ConfigurableEnvironment environment,
            ObjectProvider<ApiKeyStore> stores,
            ObjectProvider<StoreOpener> openers,
            ObjectProvider<DecisionListener> decisions,
            ObjectProvider<CacheListener> caches,
            ObjectProvider<Policy> policies,
            ObjectProvider<LegacyKeys> legacyKeys,
            ObjectProvider<KeyAdmin> admins) {
        KeystileConfig config = settings.withRoutes(routes(settings, environment));
        Extensions extensions = new Extensions(
                decisions.orderedStream().reduce(new AuditLog(), DecisionListener::and),
                caches.orderedStream().reduce(CacheListener.NONE, CacheListener::and),
                policies.orderedStream().toList(),
                legacySource(legacyKeys.getIfAvailable(), admins));
        ApiKeyStore store = stores.getIfAvailable();
        if (store == null) {
            store = openers.orderedStream()
                    .map(opener -> opener.open(settings))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return store == null ? Keystile.open(config, extensions) : on(store, config, extensions);
    }

    private static Extensions.@Nullable LegacySource legacySource(
            @Nullable LegacyKeys keys, ObjectProvider<KeyAdmin> admins) {
        return keys == null ? null : new Extensions.LegacySource(keys, admins.getObject());
    }

    private static List<Route> routes(SpringConfig settings, ConfigurableEnvironment environment) {
        List<Route> routes = settings.keystile().routes();
        return ClassUtils.isPresent(ACTUATOR, KeystileAutoConfiguration.class.getClassLoader())
                ? ActuatorRoutes.onMainPort(routes, environment)
                : routes;
    }

    private static Keystile on(@Nullable ApiKeyStore store, KeystileConfig config, Extensions extensions) {
        ApiKeyStore open = Objects.requireNonNull(store);
        try {
            return new Keystile(config, open, extensions);
        } catch (RuntimeException e) {
            try {
                open.close();
            } catch (RuntimeException failedClose) {
                e.addSuppressed(failedClose);
            }
            throw e;
        }
    }

    @Bean
    @ConditionalOnMissingFilterBean(ApiKeyAuthFilter.class)
    FilterRegistrationBean<ApiKeyAuthFilter> keystileFilter(Keystile keystile) {
        return registration(keystile);
    }

    /** The filter for all requests and dispatches, before every other filter. */
    static FilterRegistrationBean<ApiKeyAuthFilter> registration(Keystile keystile) {
        var registration = new FilterRegistrationBean<>(new ApiKeyAuthFilter(keystile));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }
}
