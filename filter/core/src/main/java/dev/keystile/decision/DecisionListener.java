package dev.keystile.decision;

/**
 * Hears every decision, for metrics and audit. Called on the thread that decides, before the application runs, by many
 * threads at once: a listener must be quick and must not block. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface DecisionListener {

    /** Hears nothing. */
    DecisionListener NONE = decision -> {};

    /** A request was decided. */
    void decided(Decision decision);

    /** This listener, and then another, which hears also what this one fails at. */
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
