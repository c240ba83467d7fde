package dev.keystile.assertion;

import dev.keystile.credential.AssertedIdentity;

/**
 * An assertion whose signature is good. Immutable.
 *
 * @param identity what it asserts
 * @param validFrom the first millisecond of the epoch at which it counts
 * @param expiresAt the first millisecond of the epoch at which it no longer counts
 */
record VerifiedAssertion(AssertedIdentity.Verified identity, long validFrom, long expiresAt) {

    /** What the assertion comes to at this time. A clock that is put back makes what was issued before the future. */
    AssertedIdentity at(long epochMillis) {
        return validFrom <= epochMillis && epochMillis < expiresAt ? identity : AssertedIdentity.Rejected.INVALID;
    }
}
