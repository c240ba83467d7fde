/**
 * Identities that a gateway asserts to the services behind it: signed as short-lived JWS (RFC 7515, RFC 7519), and
 * verified there by the rules of RFC 8725. Begin with {@link AssertionSection}, which a filter accepts assertions by, and
 * {@link AssertionSigner}, with which a gateway makes them.
 */
@NullMarked
package dev.keystile.assertion;

import org.jspecify.annotations.NullMarked;
