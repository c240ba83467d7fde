package dev.keystile.credential;

import dev.keystile.async.Pending;
import dev.keystile.key.Identity;

/** The result of reading the assertion of a request: a verified identity, or the reason why there is none. */
public sealed interface AssertedIdentity {

    /**
     * The assertion is valid.
     *
     * @param identity the identity that the assertion proves
     */
    record Verified(Identity identity) implements AssertedIdentity {}

    /** The assertion is not accepted. */
    enum Rejected implements AssertedIdentity {
        /** The assertion is forged, expired, malformed, or meant for another service. */
        INVALID,
        /** The assertion cannot be verified at present, since the keys for that cannot be fetched. */
        UNAVAILABLE
    }

    /**
     * The assertion cannot be verified before something is fetched, such as keys.
     *
     * @param result verified or rejected, never deferred; the verification runs on the thread that takes the result
     */
    record Deferred(Pending<AssertedIdentity> result) implements AssertedIdentity {}
}
