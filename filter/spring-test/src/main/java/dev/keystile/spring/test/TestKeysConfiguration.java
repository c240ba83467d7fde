package dev.keystile.spring.test;

import dev.keystile.store.MemoryKeyStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The store in memory, and what fills it. */
@Configuration(proxyBeanMethods = false)
class TestKeysConfiguration {

    @Bean
    @Primary
    MemoryKeyStore keystileTestStore() {
        return new MemoryKeyStore();
    }

    @Bean
    TestKeys keystileTestKeys(MemoryKeyStore keystileTestStore) {
        return new TestKeys(keystileTestStore);
    }
}
