package dev.keystile.jdbc;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminStore;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.LocalKeyChanges;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * The administration of keys and accounts in SQL. The audit is rows of {@code keystile_audit}. The timeout of a statement is
 * 30 seconds. Needs JDBI.
 *
 * <pre>{@code
 * JdbcAdminStore store = new JdbcAdminStore(dataSource);
 * AccountAdmin.on(store).suspend(actor, "cus_42");
 * }</pre>
 */
public final class JdbcAdminStore implements AdminStore {

    private final Jdbi jdbi;
    private final KeyUpdates updates;
    private final KeyChanges changes;

    /** Updates tables of the application in the transaction of a change. */
    @FunctionalInterface
    public interface KeyUpdates {
        /** No other tables. */
        KeyUpdates NONE = (handle, key) -> {};

        /**
         * A key was edited, rolled or revoked.
         *
         * @param handle the transaction of the change, which is rolled back if this method throws
         * @param key the key as it is now
         */
        void updated(Handle handle, ApiKey key);
    }

    /** A store on a data source, which is not closed. */
    public JdbcAdminStore(DataSource dataSource) {
        this(KeyTable.jdbi(dataSource), KeyUpdates.NONE, new LocalKeyChanges());
    }

    /**
     * A store in transactions that the caller begins and ends, such as those of Spring: each call works on the
     * connection that the data source gives out, and neither commits nor rolls back.
     *
     * @param dataSource gives out the connection of the current transaction
     */
    public static JdbcAdminStore inTransactionsOfTheCaller(DataSource dataSource) {
        Jdbi jdbi = KeyTable.jdbi(dataSource);
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        return new JdbcAdminStore(jdbi, KeyUpdates.NONE, new LocalKeyChanges());
    }

    private JdbcAdminStore(Jdbi jdbi, KeyUpdates updates, KeyChanges changes) {
        this.jdbi = jdbi;
        this.updates = updates;
        this.changes = changes;
    }

    /** This store, with an update of other tables in the transaction of each change. */
    public JdbcAdminStore updating(KeyUpdates others) {
        return new JdbcAdminStore(jdbi, others, changes);
    }

    /** This store, which reports each key and each account that may have changed to caches. */
    public JdbcAdminStore reportingTo(KeyChanges caches) {
        return new JdbcAdminStore(jdbi, updates, caches);
    }

    @Override
    public <T> T read(Work<T> work) throws AdminException {
        try {
            return jdbi.withHandle(handle -> work.in(new JdbcTransaction(handle, new TouchedKeys(), updates)));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        }
    }

    @Override
    public <T> T change(Work<T> work) throws AdminException {
        TouchedKeys touched = new TouchedKeys();
        try {
            return jdbi.inTransaction(handle -> work.in(new JdbcTransaction(handle, touched, updates)));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        } finally {
            // Also after a failure: the commit may have succeeded, and only its response was lost.
            touched.tell(changes);
        }
    }
}
