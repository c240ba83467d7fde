/** The identity of a key for the services behind Spring Cloud Gateway. */
@NullMarked
package dev.keystile.spring.internal.proxy;

import org.jspecify.annotations.NullMarked;
