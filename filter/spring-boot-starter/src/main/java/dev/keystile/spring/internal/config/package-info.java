/** The settings below {@code keystile} in Spring's environment. */
@NullMarked
package dev.keystile.spring.internal.config;

import org.jspecify.annotations.NullMarked;
