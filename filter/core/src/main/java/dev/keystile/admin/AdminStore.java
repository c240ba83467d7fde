package dev.keystile.admin;

/** A store that administration works on: what of a store has transactions. Safe for use by many threads at once. */
public interface AdminStore {

    /**
     * What is done in a transaction.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T in(AdminTransaction transaction) throws AdminException;
    }

    /** Reads. */
    <T> T read(Work<T> work) throws AdminException;

    /**
     * Changes in one transaction, which is rolled back whatever the work throws. The work is done once, and no other
     * change, of another process either, comes between what the work locks and what the work writes.
     */
    <T> T change(Work<T> work) throws AdminException;
}
