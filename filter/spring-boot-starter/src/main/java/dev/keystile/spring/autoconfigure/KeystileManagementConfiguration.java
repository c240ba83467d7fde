package dev.keystile.spring.autoconfigure;

import dev.keystile.config.Keystile;
import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.spring.internal.config.ActuatorRoutes;
import dev.keystile.spring.internal.config.SpringConfig;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Registers a second filter on a management port of its own. Its routes are {@code keystile.management.routes}; where none
 * are given, health is public and everything else is denied. Keys and their cache are those of the main port.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Keystile.class)
@ConditionalOnProperty(name = "keystile.management.enabled", havingValue = "true", matchIfMissing = true)
public final class KeystileManagementConfiguration {

    @Bean
    FilterRegistrationBean<ApiKeyAuthFilter> keystileManagementFilter(
            Keystile keystile, SpringConfig settings, Environment environment) {
        return KeystileAutoConfiguration.registration(keystile.reopen(
                settings.withRoutes(ActuatorRoutes.onManagementPort(settings.managementRoutes(), environment))));
    }
}
