/**
 * API keys for a Spring Boot service. The filter is registered by
 * {@link dev.keystile.spring.autoconfigure.KeystileAutoConfiguration}, and configured by {@code keystile.*} in
 * {@code application.yaml}.
 */
@NullMarked
package dev.keystile.spring;

import org.jspecify.annotations.NullMarked;
