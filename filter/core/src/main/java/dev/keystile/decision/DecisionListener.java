package dev.keystile.decision;

/**
 * Receives each decision, for metrics and audit. Called on the thread that decides, before the application runs, by many
 * threads at once: a listener must be quick and must not block. An exception is logged and changes no decision.
 */
@FunctionalInterface
public interface DecisionListener {

    /** Ignores all decisions. */
    DecisionListener NONE = decision -> {};

    /** A request was decided. */
    void decided(Decision decision);

    /** A listener that calls this one and then another. The other is called even if this one throws. */
    default DecisionListener and(DecisionListener next) {
        if (this == NONE) {
            return next;
        }
        DecisionListener first = GuardedListener.of(this);
        return decision -> {
            first.decided(decision);
            next.decided(decision);
        };
    }
}
