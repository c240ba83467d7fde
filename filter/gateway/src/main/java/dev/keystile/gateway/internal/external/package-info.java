/**
 * External authentication: an endpoint at which other proxies, such as nginx and Envoy, check requests. Begin with
 * {@link dev.keystile.gateway.internal.external.ExternalAuthServlet}.
 */
@NullMarked
package dev.keystile.gateway.internal.external;

import org.jspecify.annotations.NullMarked;
