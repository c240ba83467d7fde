/** Method arguments and annotations of controllers. */
@NullMarked
package dev.keystile.spring.internal.web;

import org.jspecify.annotations.NullMarked;
