/** How the gateway says what is wrong. */
@NullMarked
package dev.keystile.gateway.problem;

import org.jspecify.annotations.NullMarked;
