/**
 * The Jetty server of the gateway, which services may use too. Begin with
 * {@link dev.keystile.gateway.server.JettyHost}.
 */
@NullMarked
package dev.keystile.gateway.server;

import org.jspecify.annotations.NullMarked;
