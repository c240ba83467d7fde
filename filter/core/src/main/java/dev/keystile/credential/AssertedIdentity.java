package dev.keystile.credential;

import dev.keystile.key.Identity;

/** What the assertion of a request comes to. */
public sealed interface AssertedIdentity {

    /**
     * The assertion is genuine.
     *
     * @param identity whose request it is
     */
    record Verified(Identity identity) implements AssertedIdentity {}

    /** The assertion does not count. */
    enum Refused implements AssertedIdentity {
        /** It is forged, expired, malformed, or meant for another service. */
        INVALID,
        /** It cannot be verified at present. */
        UNAVAILABLE
    }
}
