package dev.keystile.decision;

/** A decision that is made, or one that is pending because the store or the keys of assertions have to be asked. */
public sealed interface DecisionResult permits Decision {

    /** The decision; waits for a pending one, within its bound, and never throws because of that. */
    Decision await();
}
