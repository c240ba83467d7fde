/** What Actuator shows of Keystile. */
@NullMarked
package dev.keystile.spring.internal.actuate;

import org.jspecify.annotations.NullMarked;
