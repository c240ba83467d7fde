/** Logging that never holds a request up. */
@NullMarked
package dev.keystile.gateway.log;

import org.jspecify.annotations.NullMarked;
