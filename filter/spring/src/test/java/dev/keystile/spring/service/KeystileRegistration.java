package dev.keystile.spring.service;

import dev.keystile.servlet.ApiKeyAuthFilter;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class KeystileRegistration {

    @Bean
    FilterRegistrationBean<ApiKeyAuthFilter> keystile(@Value("${keystile.config:keystile.yaml}") String config) {
        var registration = new FilterRegistrationBean<>(ApiKeyAuthFilter.fromConfig(Path.of(config)));
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setAsyncSupported(true);
        return registration;
    }
}
