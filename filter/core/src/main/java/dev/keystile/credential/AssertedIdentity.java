package dev.keystile.credential;

import dev.keystile.async.Pending;
import dev.keystile.key.Identity;

/** The result of reading the assertion of a request: a verified identity, or a refusal. */
public sealed interface AssertedIdentity {

    /**
     * The assertion is valid.
     *
     * @param identity the identity that the assertion proves
     */
    record Verified(Identity identity) implements AssertedIdentity {}

    /** The assertion is refused. */
    enum Refused implements AssertedIdentity {
        /** The assertion is forged, expired, malformed, or meant for another service. */
        INVALID,
        /** The assertion cannot be verified at present, since the keys for that cannot be fetched. */
        UNAVAILABLE
    }

    /**
     * The assertion cannot be verified before something is fetched, such as keys.
     *
     * @param result verified or refused, never deferred again; what costs time runs where the result is taken
     */
    record Deferred(Pending<AssertedIdentity> result) implements AssertedIdentity {}
}
