package dev.keystile.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Keeps keys in memory in place of the configured store, on a test class or on its configuration. Routes and all other
 * settings stay those of the application.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureMockMvc
 * @EnableTestKeys
 * class OrdersTest { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(TestKeysConfiguration.class)
public @interface EnableTestKeys {}
