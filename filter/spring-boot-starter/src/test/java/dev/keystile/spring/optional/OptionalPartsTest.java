package dev.keystile.spring.optional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.spring.autoconfigure.KeystileActuatorAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileDatabaseAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileGatewayAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileMetricsAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileMvcAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileSecurityAutoConfiguration;
import dev.keystile.spring.autoconfigure.KeystileSettingsAutoConfiguration;
import dev.keystile.spring.internal.actuate.KeystileEndpoint;
import dev.keystile.spring.internal.actuate.KeystileHealthIndicator;
import dev.keystile.spring.internal.proxy.IdentityFields;
import dev.keystile.spring.internal.store.DatabaseStoreOpener;
import dev.keystile.spring.internal.web.UncheckedAnnotations;
import dev.keystile.store.MemoryKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** A service starts with any of the optional parts missing, and has what the others give. */
class OptionalPartsTest {

    private static final AutoConfigurations ALL = AutoConfigurations.of(
            KeystileSettingsAutoConfiguration.class,
            KeystileAutoConfiguration.class,
            KeystileMvcAutoConfiguration.class,
            KeystileSecurityAutoConfiguration.class,
            KeystileActuatorAutoConfiguration.class,
            KeystileMetricsAutoConfiguration.class,
            KeystileGatewayAutoConfiguration.class,
            KeystileDatabaseAutoConfiguration.class);

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(ALL)
            .withPropertyValues("management.endpoints.web.exposure.include=*")
            .withBean(MemoryKeyStore.class)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void withAllPartsThereIsAllOfIt() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(FilterRegistrationBean.class)
                .hasSingleBean(UncheckedAnnotations.class)
                .hasBean("keystileHttpSecurity")
                .hasSingleBean(KeystileHealthIndicator.class)
                .hasSingleBean(KeystileEndpoint.class)
                .hasBean("keystileMetrics")
                .hasSingleBean(IdentityFields.class)
                .doesNotHaveBean(DatabaseStoreOpener.class));
    }

    @ParameterizedTest
    @CsvSource({
        "org.springframework.security, keystileHttpSecurity",
        "org.springframework.boot.actuate, keystileEndpoint",
        "org.springframework.boot.health, keystileHealthIndicator",
        "dev.keystile.micrometer, keystileMetrics",
        "org.springframework.web.servlet, keystileUncheckedAnnotations",
        "org.springframework.cloud, keystileIdentityFields",
        "dev.keystile.assertion, keystileStoreOpener",
        "dev.keystile.jdbc, keystileStoreOpener",
        "org.springframework.jdbc, keystileStoreOpener",
        "org.springframework.boot.jdbc, keystileStoreOpener"
    })
    void withoutAPartTheFilterIsThere(String missing, String bean) {
        runner.withClassLoader(new FilteredClassLoader(missing)).run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(bean);
            FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
            assertThat(registration.getFilter()).isInstanceOf(ApiKeyAuthFilter.class);
        });
    }

    @Test
    void withNoneOfThemTheFilterIsThere() {
        List<String> all = List.of(
                "org.springframework.security",
                "org.springframework.boot.actuate",
                "org.springframework.boot.health",
                "io.micrometer",
                "dev.keystile.micrometer",
                "dev.keystile.assertion",
                "dev.keystile.jdbc",
                "org.springframework.web.servlet",
                "org.springframework.cloud",
                "org.springframework.jdbc",
                "org.springframework.transaction");
        new WebApplicationContextRunner()
                .withConfiguration(ALL)
                .withBean(MemoryKeyStore.class)
                .withClassLoader(new FilteredClassLoader(all.toArray(String[]::new)))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(FilterRegistrationBean.class));
    }
}
