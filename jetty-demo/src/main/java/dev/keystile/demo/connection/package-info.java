/**
 * Connections to identity providers: a sample set for each project. Begin with
 * {@link dev.keystile.demo.connection.ConnectionEndpoints}.
 */
@NullMarked
package dev.keystile.demo.connection;

import org.jspecify.annotations.NullMarked;
