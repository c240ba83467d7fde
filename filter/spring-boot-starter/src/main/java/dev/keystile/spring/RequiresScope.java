package dev.keystile.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires a secret key with scopes, on a controller or on one of its methods; a request needs what both require. A request
 * without such a key is refused with {@code insufficient_scope}, {@code secret_key_required} or {@code missing_key}. An
 * annotation where nothing checks it, such as on a service, stops the start-up.
 *
 * <pre>{@code
 * @RequiresScope("orders:write")
 * @PostMapping("/orders")
 * Order create(Account account, @RequestBody NewOrder order) { ... }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {

    /** The scopes, all of which the key must have. */
    String[] value();
}
