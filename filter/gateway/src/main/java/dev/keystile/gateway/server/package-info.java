/** A Jetty as this project runs it, for the gateway and for services: begin with {@link dev.keystile.gateway.server.JettyHost}. */
@NullMarked
package dev.keystile.gateway.server;

import org.jspecify.annotations.NullMarked;
