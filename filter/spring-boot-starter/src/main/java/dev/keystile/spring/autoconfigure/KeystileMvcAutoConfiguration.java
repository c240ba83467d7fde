package dev.keystile.spring.autoconfigure;

import dev.keystile.config.Keystile;
import dev.keystile.spring.internal.web.FirstArgumentResolver;
import dev.keystile.spring.internal.web.KeyRequirementInterceptor;
import dev.keystile.spring.internal.web.UncheckedAnnotations;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Gives controllers the identity of a request as an argument, and checks {@link dev.keystile.spring.RequiresScope} and
 * {@link dev.keystile.spring.RequiresSecretKey}.
 */
@AutoConfiguration(after = KeystileAutoConfiguration.class)
@ConditionalOnClass(WebMvcConfigurer.class)
@ConditionalOnBean(Keystile.class)
public final class KeystileMvcAutoConfiguration {

    @Bean
    static FirstArgumentResolver keystileArgumentResolver() {
        return new FirstArgumentResolver();
    }

    @Bean
    UncheckedAnnotations keystileUncheckedAnnotations(ConfigurableListableBeanFactory beans) {
        return new UncheckedAnnotations(beans);
    }

    /** A bean of this type is found by every mapping, also by one that the application or a library adds. */
    @Bean
    MappedInterceptor keystileKeyRequirements(Keystile keystile) {
        return new MappedInterceptor(null, new KeyRequirementInterceptor(keystile));
    }
}
