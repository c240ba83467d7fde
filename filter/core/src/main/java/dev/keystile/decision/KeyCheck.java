package dev.keystile.decision;

import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Refusal;

/** Whether a key is good, apart from any request. */
public sealed interface KeyCheck {

    /** The key is known, and neither revoked nor expired. */
    record Good(KnownKey key) implements KeyCheck {}

    /** The key is not good, or that cannot be said at present. */
    record Refused(Refusal refusal) implements KeyCheck {}
}
