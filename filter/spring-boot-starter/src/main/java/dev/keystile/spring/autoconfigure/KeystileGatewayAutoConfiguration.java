package dev.keystile.spring.autoconfigure;

import dev.keystile.assertion.AssertionSigner;
import dev.keystile.config.Keystile;
import dev.keystile.spring.internal.proxy.IdentityFields;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sets the identity fields of each request that Spring Cloud Gateway Server WebMVC passes on, and a signed assertion where
 * {@code keystile-assertion} and a bean of {@code AssertionSigner} are there.
 */
@AutoConfiguration(after = KeystileAutoConfiguration.class)
@ConditionalOnClass(RequestHttpHeadersFilter.class)
@ConditionalOnBean(Keystile.class)
public final class KeystileGatewayAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AssertionSigner.class)
    static class WithAssertion {

        @Bean
        IdentityFields keystileIdentityFields(Keystile keystile, ObjectProvider<AssertionSigner> signers) {
            AssertionSigner signer = signers.getIfUnique();
            return new IdentityFields(keystile, identity -> signer == null ? "" : signer.sign(identity));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("dev.keystile.assertion.AssertionSigner")
    static class WithoutAssertion {

        @Bean
        IdentityFields keystileIdentityFields(Keystile keystile) {
            return new IdentityFields(keystile, identity -> "");
        }
    }
}
