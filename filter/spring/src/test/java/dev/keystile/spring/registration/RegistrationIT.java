package dev.keystile.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.servlet.ApiKeyAuthFilter;
import dev.keystile.setting.ConfigException;
import dev.keystile.spring.Application;
import dev.keystile.spring.Setup;
import dev.keystile.spring.service.Service;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;

/** How often, and whether, Spring Boot has the filter. */
class RegistrationIT {

    private Path config;

    @BeforeEach
    void writeFiles(@TempDir Path folder) throws Exception {
        config = Setup.in(folder).config();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class FilterIsABeanToo {

        @Bean
        ApiKeyAuthFilter filter(@Value("${keystile.config}") String config) {
            return ApiKeyAuthFilter.fromConfig(Path.of(config));
        }

        @Bean
        FilterRegistrationBean<ApiKeyAuthFilter> keystile(ApiKeyAuthFilter filter) {
            var registration = new FilterRegistrationBean<>(filter);
            registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @Test
    void aFilterThatIsABeanTooIsRegisteredOnce() {
        try (Application application = Application.run(FilterIsABeanToo.class, "--keystile.config=" + config)) {
            assertThat(registrations(application)).hasSize(1);
            assertThat(application.client().get("/anything").statusCode()).isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class NoFilter {}

    @Test
    void theFilterDoesNotRegisterItself() {
        try (Application application =
                Application.run(NoFilter.class, "--server.servlet.context-parameters.[keystile.config]=" + config)) {
            assertThat(servletContext(application).getServletContext().getInitParameter("keystile.config"))
                    .isEqualTo(config.toString());
            assertThat(registrations(application)).isEmpty();
        }
    }

    @Test
    void aWrongConfigurationStopsTheStart() throws Exception {
        Files.writeString(config, "store: {type: file, path: keys.yaml}\nrutes: []\n");

        assertThatThrownBy(
                        () -> Application.run(Service.class, "--keystile.config=" + config, "--logging.level.root=off"))
                .rootCause()
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("keystile.yaml:2: unknown name 'rutes'");
    }

    private static Collection<? extends FilterRegistration> registrations(Application application) {
        return servletContext(application).getServletContext().getFilterRegistrations().values().stream()
                .filter(filter -> filter.getClassName().equals(ApiKeyAuthFilter.class.getName()))
                .toList();
    }

    private static WebApplicationContext servletContext(Application application) {
        return (WebApplicationContext) application.context();
    }
}
