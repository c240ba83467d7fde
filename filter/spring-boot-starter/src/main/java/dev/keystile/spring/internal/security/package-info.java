/** The identity of a key in Spring Security. */
@NullMarked
package dev.keystile.spring.internal.security;

import org.jspecify.annotations.NullMarked;
