package dev.keystile.spring.autoconfigure;

import dev.keystile.config.Keystile;
import dev.keystile.policy.Policy;
import dev.keystile.spring.internal.security.ApiKeyHttpSecurity;
import dev.keystile.spring.internal.security.ProblemAccessDeniedHandler;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Makes the identity of a key the authentication of Spring Security, in every chain that {@link HttpSecurity} builds. */
@AutoConfiguration(after = KeystileAutoConfiguration.class)
@ConditionalOnClass({HttpSecurity.class, SecurityContextHolderFilter.class})
@ConditionalOnBean(Keystile.class)
public final class KeystileSecurityAutoConfiguration {

    @Bean
    Policy keystileSecurityRefusal() {
        return ProblemAccessDeniedHandler.REGISTRATION;
    }

    @Bean
    Customizer<HttpSecurity> keystileHttpSecurity(Keystile keystile) {
        return new ApiKeyHttpSecurity(keystile);
    }
}
