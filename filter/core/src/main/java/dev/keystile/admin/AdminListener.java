package dev.keystile.admin;

/**
 * Hears of each change once, after its commit, on the thread that made the change: it must be quick. What a listener
 * throws is logged, and neither undoes the change nor reaches its caller.
 *
 * <pre>{@code
 * KeyAdmin admin = KeyAdmin.on(store, event -> log.info("{} by {}", event.action(), event.actor().name()));
 * }</pre>
 */
@FunctionalInterface
public interface AdminListener {

    /** Hears nothing. */
    AdminListener NONE = event -> {};

    /** A change was made and is stored. */
    void changed(AdminEvent event);
}
