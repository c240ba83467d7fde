package dev.keystile.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires a secret key, on a controller or on one of its methods. A request without a key is refused with
 * {@code missing_key}, one with a publishable key with {@code secret_key_required}. An annotation where nothing checks it,
 * such as on a service, stops the start-up.
 *
 * <pre>{@code
 * @RequiresSecretKey
 * @GetMapping("/invoices")
 * List<Invoice> invoices(Account account) { ... }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresSecretKey {}
