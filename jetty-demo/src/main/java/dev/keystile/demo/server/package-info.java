/**
 * The service on Jetty: its servlets, its first keys and its routes. Begin with {@link dev.keystile.demo.server.DemoServer}.
 */
@NullMarked
package dev.keystile.demo.server;

import org.jspecify.annotations.NullMarked;
