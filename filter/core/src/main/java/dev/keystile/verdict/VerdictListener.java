package dev.keystile.verdict;

/**
 * Hears every verdict, for metrics and audit. Called on the request's thread, before the application
 * runs: it must be quick and must not block.
 */
@FunctionalInterface
public interface VerdictListener {

    /** Hears nothing. */
    VerdictListener NONE = (verdict, route, requestId) -> {};

    /**
     * A request was decided.
     *
     * @param verdict what becomes of it
     * @param route the pattern of the rule that decided; one of a few, never what a client sent
     * @param requestId the request's id
     */
    void decided(Verdict verdict, String route, String requestId);

    /** This listener, and then another, which hears also what this one fails at. */
    default VerdictListener and(VerdictListener next) {
        if (this == NONE) {
            return next;
        }
        VerdictListener first = GuardedListener.of(this);
        return (verdict, route, requestId) -> {
            first.decided(verdict, route, requestId);
            next.decided(verdict, route, requestId);
        };
    }
}
