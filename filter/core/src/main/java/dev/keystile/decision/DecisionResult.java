package dev.keystile.decision;

/**
 * A decision that is made, or one that is {@linkplain PendingDecision pending} because the store, or the keys of
 * assertions, have to be asked first. A cached key on a known route is always decided at once.
 */
public sealed interface DecisionResult permits Decision, PendingDecision {

    /**
     * The decision. A pending one makes the calling thread wait, within its bound; an interrupted wait ends as 503, and the
     * thread's interrupt flag is set again.
     */
    Decision await();
}
