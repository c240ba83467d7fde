package dev.keystile.decision;

/**
 * A decision that is made, or one that is {@linkplain PendingDecision pending} because a key, or the
 * keys of assertions, have to be loaded first. A request with a cached key is always decided at once.
 */
public sealed interface DecisionResult permits Decision, PendingDecision {

    /**
     * The decision. Blocks while the decision is pending, within a bound. After an interrupt the decision is a refusal with
     * status 503, and the interrupt flag of the thread is set again.
     */
    Decision await();
}
