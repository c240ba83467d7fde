package dev.keystile.cli.internal.database;

import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcAdminStore;
import dev.keystile.jdbc.JdbcKeyStoreProvider;
import dev.keystile.jdbc.JdbcSchema;
import dev.keystile.jdbc.KeyImport;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.LocalKeyChanges;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database of keys: the embedded database in a folder, or another one. Safe for use by many threads.
 *
 * <pre>{@code
 * try (KeyDatabase database = KeyDatabase.open(DatabaseAddress.inFolder(folder), OtherTables.NONE)) {
 *     database.admin().revoke(actor, keyId);
 * }
 * }</pre>
 */
public final class KeyDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(KeyDatabase.class);

    private final DatabaseAddress address;
    private final ConnectionPool pool;
    private final @Nullable DatabaseLock lock;
    private final OtherTables tables;
    private final LocalKeyChanges changes = new LocalKeyChanges();

    private KeyDatabase(DatabaseAddress address, ConnectionPool pool, @Nullable DatabaseLock lock, OtherTables tables) {
        this.address = address;
        this.pool = pool;
        this.lock = lock;
        this.tables = tables;
    }

    /**
     * Opens a database whose tables exist.
     *
     * @param tables the tables of the program beside those of the keys
     * @throws KeyStoreException if the database cannot be reached, another process has the embedded database open, or the
     *     tables do not exist
     */
    public static KeyDatabase open(DatabaseAddress address, OtherTables tables) throws KeyStoreException {
        KeyDatabase database = connect(address, tables);
        try {
            JdbcSchema.check(database.dataSource());
            return database;
        } catch (KeyStoreException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Opens a database, and creates or migrates its tables.
     *
     * @param tables the tables of the program beside those of the keys
     * @throws KeyStoreException if the database cannot be reached, another process has the embedded database open, or the
     *     migration fails
     */
    public static KeyDatabase openAndMigrate(DatabaseAddress address, OtherTables tables) throws KeyStoreException {
        KeyDatabase database = connect(address, tables);
        try {
            JdbcSchema.migrate(database.dataSource());
            tables.migrate(address, database.dataSource());
            return database;
        } catch (KeyStoreException e) {
            database.close();
            throw e;
        }
    }

    private static KeyDatabase connect(DatabaseAddress address, OtherTables tables) throws KeyStoreException {
        Path folder = address.folder();
        DatabaseLock lock = folder == null
                ? null
                : DatabaseLock.acquire(DataFolder.prepare(folder, LOG::warn), "keystile", LockWait.start());
        try {
            return new KeyDatabase(
                    address,
                    ConnectionPool.open("keystile", address.url(), address.user(), address.password(), POOL_SIZE),
                    lock,
                    tables);
        } catch (KeyStoreException e) {
            if (lock != null) {
                lock.close();
            }
            throw isOpenElsewhere(e) ? openElsewhere(address, e) : address.asGiven(e);
        }
    }

    /**
     * Whether H2 itself reports a lock: other programs, and earlier versions of this one, do not use {@link
     * DatabaseLock}.
     */
    private static boolean isOpenElsewhere(KeyStoreException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    private static KeyStoreException openElsewhere(DatabaseAddress address, KeyStoreException cause) {
        return new KeyStoreException(
                "the database " + address + " is open in another program, such as an earlier version of this one: stop"
                        + " that first",
                cause);
    }

    /** The pool of connections. */
    public DataSource dataSource() {
        return pool.dataSource();
    }

    /** Administration of the keys, which changes the program's other tables in the same transaction. */
    public KeyAdmin admin() {
        return KeyAdmin.on(adminStore());
    }

    /** Administration of the accounts, which changes the program's other tables in the same transaction. */
    public AccountAdmin accounts() {
        return AccountAdmin.on(adminStore());
    }

    private AdminStore adminStore() {
        return new JdbcAdminStore(dataSource()).updating(tables).reportingTo(changes);
    }

    /**
     * An import of key files into the database.
     *
     * @param actor the user who makes the import
     */
    public KeyImport keyImport(Actor actor) {
        return new KeyImport(dataSource(), InstantSource.system(), actor).reportingTo(changes);
    }

    /**
     * A store for a filter, with connections of its own, which notices the changes of this process at once.
     *
     * @throws KeyStoreException if the database cannot be reached
     */
    public ApiKeyStore store() throws KeyStoreException {
        return changes.reportedBy(new JdbcKeyStoreProvider().open(address.storeSettings()));
    }

    /** The address of the database. */
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        pool.close();
        if (lock != null) {
            lock.close();
        }
    }
}
