package dev.keystile.spring.autoconfigure;

import dev.keystile.spring.internal.config.SpringConfig;
import dev.keystile.spring.internal.config.SpringConfigLoader;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads {@code keystile.*}, also for an application without a web server that only administers keys. */
@AutoConfiguration
public final class KeystileSettingsAutoConfiguration {

    @Bean
    SpringConfig keystileConfig(ConfigurableEnvironment environment) {
        return SpringConfigLoader.load(environment);
    }
}
