/** Logging that never holds a request up. */
@NullMarked
package dev.keystile.demo.log;

import org.jspecify.annotations.NullMarked;
