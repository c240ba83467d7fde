package dev.keystile.decision;

import dev.keystile.policy.DenyReason;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of each decision: an exception becomes a refusal, and the listener hears of the decision. */
final class Conclusion {

    private static final Logger LOG = LoggerFactory.getLogger(Conclusion.class);

    private final DecisionFactory decisions;
    private final DecisionListener listener;

    Conclusion(DecisionFactory decisions, DecisionListener listener) {
        this.decisions = decisions;
        this.listener = GuardedListener.of(listener);
    }

    /** Makes a decision that was pending. */
    Decision conclude(RequestView request, String id, Supplier<Decision> pending) {
        try {
            return told(pending.get());
        } catch (RuntimeException e) {
            return refused(request, id, e);
        }
    }

    /** Tells the listener of a decision. */
    Decision told(Decision decision) {
        listener.decided(decision);
        return decision;
    }

    /** The refusal of a request about which nothing could be decided: an exception is never a pass. */
    Decision refused(RequestView request, String id, RuntimeException failure) {
        LOG.error("The request {} could not be decided and is refused.", id, failure);
        return told(refusal(request, id));
    }

    private Decision refusal(RequestView request, String id) {
        try {
            return unavailable(request, id);
        } catch (RuntimeException e) {
            // What failed before may have been the request, and it fails again.
            return unavailable(UnreadableRequest.UNREADABLE, id);
        }
    }

    private Decision unavailable(RequestView request, String id) {
        return decisions.denied(new RoutedRequest(request, id, Requirement.UNMATCHED), DenyReason.STORE_UNAVAILABLE);
    }
}
