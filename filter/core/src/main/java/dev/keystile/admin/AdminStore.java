package dev.keystile.admin;

/**
 * The transactions of a store, on which {@link KeyAdmin} and {@link AccountAdmin} work. Safe for use by many threads at
 * once.
 */
public interface AdminStore {

    /**
     * The work of a transaction.
     *
     * @param <T> the result
     */
    @FunctionalInterface
    interface Work<T> {
        /** Does the work. */
        T in(AdminTransaction transaction) throws AdminException;
    }

    /** Runs work that reads. */
    <T> T read(Work<T> work) throws AdminException;

    /**
     * Runs work that changes accounts and keys in one transaction, once. The transaction is rolled back if the work throws.
     * Nobody else, in this process or another, changes an account or a key that the work has locked.
     */
    <T> T change(Work<T> work) throws AdminException;
}
