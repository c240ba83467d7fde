/** The service on Jetty: how it is put together, started and greeted. */
@NullMarked
package dev.keystile.demo.server;

import org.jspecify.annotations.NullMarked;
