/**
 * The auto-configurations of the starter. Begin with
 * {@link dev.keystile.spring.autoconfigure.KeystileAutoConfiguration}.
 */
@NullMarked
package dev.keystile.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
