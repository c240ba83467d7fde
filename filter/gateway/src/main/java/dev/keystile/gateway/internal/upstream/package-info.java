/**
 * The reverse proxy of the gateway. Begin with {@link dev.keystile.gateway.internal.upstream.UpstreamServlet}, which
 * passes an authorised request on to an {@link dev.keystile.gateway.internal.upstream.Upstream}; the {@link
 * dev.keystile.gateway.internal.upstream.Exchange} is the state of such a request.
 */
@NullMarked
package dev.keystile.gateway.internal.upstream;

import org.jspecify.annotations.NullMarked;
