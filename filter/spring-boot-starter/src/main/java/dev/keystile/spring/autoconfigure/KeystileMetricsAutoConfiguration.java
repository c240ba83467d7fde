package dev.keystile.spring.autoconfigure;

import dev.keystile.config.Keystile;
import dev.keystile.micrometer.KeystileMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Counts decisions, and measures cache and store, where {@code keystile-micrometer} and a registry are there. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
        },
        before = KeystileAutoConfiguration.class)
@ConditionalOnClass({KeystileMetrics.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public final class KeystileMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    KeystileMetrics keystileMetrics(MeterRegistry registry) {
        return new KeystileMetrics(registry);
    }

    @Bean
    SmartInitializingSingleton keystileGauges(KeystileMetrics metrics, ObjectProvider<Keystile> keystile) {
        return () ->
                keystile.ifAvailable(opened -> metrics.bind(opened::health, opened::cachedKeys, opened::cachedMisses));
    }
}
