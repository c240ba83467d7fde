package dev.keystile.decision;

import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;

/** The result of a check of a key apart from requests. */
public sealed interface KeyCheck {

    /** The key is known, and neither revoked nor expired. */
    record Good(KnownKey key) implements KeyCheck {}

    /** The key is unknown, revoked or expired, or cannot be checked at present. */
    record Refused(Refusal refusal) implements KeyCheck {}
}
