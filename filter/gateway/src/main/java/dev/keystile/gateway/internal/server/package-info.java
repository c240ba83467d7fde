/**
 * The Jetty server of the gateway, which services may use too. Begin with
 * {@link dev.keystile.gateway.internal.server.JettyHost}.
 */
@NullMarked
package dev.keystile.gateway.internal.server;

import org.jspecify.annotations.NullMarked;
