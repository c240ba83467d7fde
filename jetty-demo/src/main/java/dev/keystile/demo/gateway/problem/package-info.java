/** How the gateway says what is wrong. */
@NullMarked
package dev.keystile.demo.gateway.problem;

import org.jspecify.annotations.NullMarked;
