/**
 * Identities that a gateway asserts to the services behind it: signed as short-lived JWS (RFC 7515, RFC 7519), and
 * verified there as RFC 8725 asks.
 */
@NullMarked
package dev.keystile.assertion;

import org.jspecify.annotations.NullMarked;
