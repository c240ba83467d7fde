/**
 * Identities that a gateway asserts to the services behind it: signed as short-lived JWS (RFC 7515, RFC 7519), and
 * verified there as RFC 8725 asks. Begin with {@link AssertionSection}, which a filter accepts assertions by, and
 * {@link AssertionSigner}, with which a gateway makes them.
 */
@NullMarked
package dev.keystile.assertion;

import org.jspecify.annotations.NullMarked;
