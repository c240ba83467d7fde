package dev.keystile.spring.internal.admin;

import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminListener;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Passes an event to listeners when its change is committed; never, if the change is rolled back. */
public final class CommittedEvents implements AdminListener {

    private final List<AdminListener> listeners;

    /** @param listeners called in this order; they must not throw */
    public CommittedEvents(List<AdminListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void changed(AdminEvent event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell(event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(event);
            }
        });
    }

    private void tell(AdminEvent event) {
        listeners.forEach(listener -> listener.changed(event));
    }
}
