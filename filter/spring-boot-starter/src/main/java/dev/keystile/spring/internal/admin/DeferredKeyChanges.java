package dev.keystile.spring.internal.admin;

import dev.keystile.key.KeyDigest;
import dev.keystile.store.KeyChanges;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reports changes when the transaction has ended: a cache that loaded earlier would load what was before. */
record DeferredKeyChanges(KeyChanges caches) implements KeyChanges {

    @Override
    public void changed(KeyDigest digest) {
        afterCompletion(() -> caches.changed(digest));
    }

    @Override
    public void accountChanged(String accountId) {
        afterCompletion(() -> caches.accountChanged(accountId));
    }

    @Override
    public void anythingChanged() {
        afterCompletion(caches::anythingChanged);
    }

    /** Also after a rollback: the commit may have succeeded, and only its response was lost. */
    private static void afterCompletion(Runnable report) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            report.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                report.run();
            }
        });
    }
}
