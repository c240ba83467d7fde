package dev.keystile.demo.dashboard;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.CreatedAccount;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Creates accounts for visitors, while the service has fewer than {@link #MAX_ACCOUNTS} accounts in all. Sign-ups take turns,
 * in all processes on a database, so that two of them never take the last place together. Thread-safe.
 */
final class SignUpAccounts {

    /** The max number of accounts, including closed ones, for which a sign-up is accepted to be one of them. */
    static final int MAX_ACCOUNTS = 1_000;

    private static final int MAX_WAIT_SECONDS = 10;

    private final Jdbi jdbi;
    private final AccountAdmin accounts;
    // One sign-up at a time needs two connections: many at once could wait for each other's second.
    private final ReentrantLock turn = new ReentrantLock();

    SignUpAccounts(Jdbi jdbi, AccountAdmin accounts) {
        this.jdbi = jdbi;
        this.accounts = accounts;
    }

    /**
     * Creates an account with its first keys.
     *
     * @return empty if there are too many accounts
     * @throws InvalidException if the name is wrong
     * @throws StoreUnavailableException if the database cannot be written, or other sign-ups last too long
     */
    Optional<CreatedAccount> create(Actor actor, String name) throws AdminException {
        takeTurn();
        try {
            return jdbi.<Optional<CreatedAccount>, AdminException>inTransaction(handle -> {
                lockForOtherProcesses(handle);
                return count(handle) < MAX_ACCOUNTS
                        ? Optional.of(accounts.createWithKeys(actor, AccountRequest.of(name)))
                        : Optional.empty();
            });
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn() throws StoreUnavailableException {
        try {
            if (!turn.tryLock(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("other sign-ups have not ended in time", new TimeoutException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("the service is about to stop", e);
        }
    }

    private static void lockForOtherProcesses(Handle handle) {
        handle.createQuery("SELECT id FROM demo_sign_up FOR UPDATE")
                .setQueryTimeout(MAX_WAIT_SECONDS)
                .mapTo(int.class)
                .one();
    }

    private static long count(Handle handle) {
        return handle.createQuery("SELECT COUNT(*) FROM keystile_account")
                .mapTo(long.class)
                .one();
    }
}
