package dev.keystile.cache;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what another listener throws, so that a broken listener changes no result. */
final class GuardedCacheListener implements CacheListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedCacheListener.class);

    private final CacheListener listener;

    private GuardedCacheListener(CacheListener listener) {
        this.listener = listener;
    }

    static CacheListener of(CacheListener listener) {
        return listener == NONE ? NONE : new GuardedCacheListener(listener);
    }

    @Override
    public void hit() {
        guard(listener::hit);
    }

    @Override
    public void miss() {
        guard(listener::miss);
    }

    @Override
    public void loaded(long nanos) {
        guard(() -> listener.loaded(nanos));
    }

    @Override
    public void failed(long nanos) {
        guard(() -> listener.failed(nanos));
    }

    @Override
    public void stale() {
        guard(listener::stale);
    }

    @Override
    public void overloaded() {
        guard(listener::overloaded);
    }

    private static void guard(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            LOG.warn("A cache listener failed; the result of the look-up stands.", e);
        }
    }
}
