package dev.keystile.spring.autoconfigure;

import dev.keystile.config.Keystile;
import dev.keystile.spring.internal.actuate.KeystileEndpoint;
import dev.keystile.spring.internal.actuate.KeystileHealthIndicator;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of the store, and the endpoint {@code keystile}, where Actuator is there. */
@AutoConfiguration(after = KeystileAutoConfiguration.class)
@ConditionalOnBean(Keystile.class)
public final class KeystileActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class StoreHealthConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "keystileHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("keystile")
        KeystileHealthIndicator keystileHealthIndicator(Keystile keystile) {
            return new KeystileHealthIndicator(keystile);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class EndpointConfiguration {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        KeystileEndpoint keystileEndpoint(Keystile keystile) {
            return new KeystileEndpoint(keystile);
        }
    }
}
