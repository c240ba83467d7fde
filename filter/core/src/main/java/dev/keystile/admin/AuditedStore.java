package dev.keystile.admin;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.InvalidAccountException;
import dev.keystile.key.InvalidKeyException;
import java.util.ArrayList;
import java.util.List;

/** A store whose changes leave entries in the audit, and are told to a listener once they are committed. */
final class AuditedStore {

    /** A change that leaves entries in the audit. */
    @FunctionalInterface
    interface AuditedWork<T> {
        T in(AdminTransaction transaction, Audit audit) throws AdminException;
    }

    private final AdminStore store;
    private final boolean isHeard;
    private final AdminListener listener;

    AuditedStore(AdminStore store, AdminListener listener) {
        this.store = store;
        this.isHeard = listener != AdminListener.NONE;
        this.listener = new GuardedAdminListener(listener);
    }

    <T> T read(AdminStore.Work<T> work) throws AdminException {
        return store.read(work);
    }

    /** Runs a change. A value that breaks a rule of keys or accounts is an {@link InvalidException}. */
    <T> T change(AuditedWork<T> work) throws AdminException {
        List<AdminEvent> events = new ArrayList<>();
        T result;
        try {
            result = store.change(transaction -> work.in(transaction, new Audit(transaction, events)));
        } catch (InvalidKeyException e) {
            throw invalid(e);
        } catch (InvalidAccountException e) {
            throw invalid(e);
        }
        events.forEach(listener::changed);
        return result;
    }

    static InvalidException invalid(InvalidKeyException e) {
        return new InvalidException(e.field(), String.valueOf(e.getMessage()));
    }

    static InvalidException invalid(InvalidAccountException e) {
        return new InvalidException(e.field(), String.valueOf(e.getMessage()));
    }

    /** The entries of one change, which are added in its transaction. */
    final class Audit {

        private final AdminTransaction transaction;
        private final List<AdminEvent> events;

        private Audit(AdminTransaction transaction, List<AdminEvent> events) {
            this.transaction = transaction;
            this.events = events;
        }

        void add(AdminEvent event) throws AdminException {
            transaction.audit(event);
            keep(List.of(event));
        }

        void addAll(List<AdminEvent> more) throws AdminException {
            transaction.audit(more);
            keep(more);
        }

        /** An import may have very many events, which are not kept for nobody. */
        private void keep(List<AdminEvent> more) {
            if (isHeard) {
                events.addAll(more);
            }
        }
    }
}
