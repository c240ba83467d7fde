/**
 * The identity of a request for the services behind the gateway: header fields
 * ({@link dev.keystile.gateway.internal.identity.IdentityHeaders}), and the public keys that verify the signed field
 * ({@link dev.keystile.gateway.internal.identity.JwksServlet}).
 */
@NullMarked
package dev.keystile.gateway.internal.identity;

import org.jspecify.annotations.NullMarked;
