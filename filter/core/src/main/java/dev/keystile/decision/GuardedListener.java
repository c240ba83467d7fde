package dev.keystile.decision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what another listener throws, so that a broken listener changes no decision. */
final class GuardedListener implements DecisionListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final DecisionListener listener;

    private GuardedListener(DecisionListener listener) {
        this.listener = listener;
    }

    static DecisionListener of(DecisionListener listener) {
        return listener == NONE || listener instanceof GuardedListener ? listener : new GuardedListener(listener);
    }

    @Override
    public void decided(Decision decision) {
        try {
            listener.decided(decision);
        } catch (Throwable e) {
            LOG.warn("A listener of decisions failed; the decision stands.", e);
        }
    }
}
