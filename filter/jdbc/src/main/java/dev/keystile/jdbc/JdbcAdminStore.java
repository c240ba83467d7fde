package dev.keystile.jdbc;

import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminStore;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.LocalKeyChanges;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Keys in SQL as a store for administration. The audit is a row of {@code keystile_audit} for each change of a key. A statement
 * gives up after 30 seconds. Needs JDBI.
 */
public final class JdbcAdminStore implements AdminStore {

    private final Jdbi jdbi;
    private final KeyUpdates updates;
    private final KeyChanges changes;

    /** Keeps tables of the application in step with the keys. */
    @FunctionalInterface
    public interface KeyUpdates {
        /**
         * A key was edited, rolled or revoked.
         *
         * @param handle the transaction of the change, which ends with the change if this throws
         * @param key the key as it is now
         */
        void updated(Handle handle, KeyRecord key);
    }

    /** A store on these connections, which are not closed. */
    public JdbcAdminStore(DataSource dataSource) {
        this(KeyTable.jdbi(dataSource), (handle, key) -> {}, new LocalKeyChanges());
    }

    private JdbcAdminStore(Jdbi jdbi, KeyUpdates updates, KeyChanges changes) {
        this.jdbi = jdbi;
        this.updates = updates;
        this.changes = changes;
    }

    /** This store; other tables are updated in the transaction of each update. */
    public JdbcAdminStore updating(KeyUpdates others) {
        return new JdbcAdminStore(jdbi, others, changes);
    }

    /** This store; caches are told of each key that may have changed. */
    public JdbcAdminStore reportingTo(KeyChanges caches) {
        return new JdbcAdminStore(jdbi, updates, caches);
    }

    @Override
    public <T> T read(Work<T> work) throws AdminException {
        try {
            return jdbi.withHandle(handle -> work.in(new JdbcTransaction(handle, digest -> {}, updates)));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        }
    }

    @Override
    public <T> T change(Work<T> work) throws AdminException {
        Set<KeyDigest> touched = new LinkedHashSet<>();
        try {
            return jdbi.inTransaction(handle -> work.in(new JdbcTransaction(handle, touched::add, updates)));
        } catch (JdbiException e) {
            throw KeyTable.failure(e);
        } finally {
            // Also after a failure: a commit may be done whose reply was lost.
            touched.forEach(changes::changed);
        }
    }
}
