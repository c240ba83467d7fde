/** Connections to identity providers: a sample set for each environment. */
@NullMarked
package dev.keystile.demo.connection;

import org.jspecify.annotations.NullMarked;
