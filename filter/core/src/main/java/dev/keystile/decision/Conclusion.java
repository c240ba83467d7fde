package dev.keystile.decision;

import dev.keystile.policy.DenyReason;
import dev.keystile.reply.RequestId;
import dev.keystile.request.RequestView;
import dev.keystile.route.Requirement;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Concludes each decision: turns an exception into a refusal, and tells the listener. */
final class Conclusion {

    private static final Logger LOG = LoggerFactory.getLogger(Conclusion.class);

    private final DecisionFactory decisions;
    private final DecisionListener listener;

    Conclusion(DecisionFactory decisions, DecisionListener listener) {
        this.decisions = decisions;
        this.listener = GuardedListener.of(listener);
    }

    /** Makes a decision that was pending. */
    Decision conclude(RequestView request, RequestId id, Supplier<Decision> pending) {
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

    /** The refusal of a request whose decision has failed: after an exception, no request passes. */
    Decision refused(RequestView request, RequestId id, RuntimeException failure) {
        LOG.error("The request {} could not be decided and is refused.", id, failure);
        return told(refusal(request, id));
    }

    private Decision refusal(RequestView request, RequestId id) {
        try {
            return unavailable(request, id);
        } catch (RuntimeException e) {
            // The request itself may be what fails, and then fails here again.
            return unavailable(UnreadableRequest.UNREADABLE, id);
        }
    }

    private Decision unavailable(RequestView request, RequestId id) {
        return decisions.denied(new RoutedRequest(request, id, Requirement.UNMATCHED), DenyReason.STORE_UNAVAILABLE);
    }
}
