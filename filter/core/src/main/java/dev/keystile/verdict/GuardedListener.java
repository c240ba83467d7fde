package dev.keystile.verdict;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose failure is logged and changes no verdict. */
final class GuardedListener implements VerdictListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final VerdictListener listener;

    private GuardedListener(VerdictListener listener) {
        this.listener = listener;
    }

    static VerdictListener of(VerdictListener listener) {
        return listener == NONE || listener instanceof GuardedListener ? listener : new GuardedListener(listener);
    }

    @Override
    public void decided(Verdict verdict, String route, String requestId) {
        try {
            listener.decided(verdict, route, requestId);
        } catch (Throwable e) {
            LOG.warn("A verdict listener failed; the verdict stands.", e);
        }
    }
}
