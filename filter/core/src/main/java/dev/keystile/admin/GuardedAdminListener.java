package dev.keystile.admin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what another listener throws, because the change is committed and must not look like a failure. */
public final class GuardedAdminListener implements AdminListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedAdminListener.class);

    private final AdminListener listener;

    /** A guard around a listener. */
    public GuardedAdminListener(AdminListener listener) {
        this.listener = listener;
    }

    @Override
    public void changed(AdminEvent event) {
        try {
            listener.changed(event);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener for changes failed at '{}'; the change is made all the same", event.action(), e);
        }
    }
}
