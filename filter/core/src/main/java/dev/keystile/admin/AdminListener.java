package dev.keystile.admin;

/**
 * Receives each change once, after the commit, on the thread that made the change. Must return quickly. What a listener
 * throws is logged; the change stays committed, and its caller is not told.
 *
 * <pre>{@code
 * KeyAdmin admin = KeyAdmin.on(adminStore, event -> log.info("{} by {}", event.action(), event.actor().name()));
 * }</pre>
 */
@FunctionalInterface
public interface AdminListener {

    /** Ignores all changes. */
    AdminListener NONE = event -> {};

    /** Called after the commit of a change. */
    void changed(AdminEvent event);
}
