package dev.keystile.cli.database;

import dev.keystile.admin.Actor;
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

/** Open connections to a database of keys: the embedded one in a folder, or another. */
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
     * Opens a database whose tables are there.
     *
     * @throws KeyStoreException if it cannot be reached, another process has the embedded one open, or they are not
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
     * Opens a database and makes its tables, or brings them to the present form.
     *
     * @throws KeyStoreException if it cannot be reached, another process has the embedded one open, or they cannot be
     *     made
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
            throw isOpenElsewhere(e) ? openElsewhere(address, e) : e;
        }
    }

    /** An earlier version knows nothing of our lock, and so do other programs; H2 has a lock of its own. */
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

    /** The connections. */
    public DataSource dataSource() {
        return pool.dataSource();
    }

    /** Administration of the keys, which keeps the other tables in step with them. */
    public KeyAdmin admin() {
        return KeyAdmin.on(new JdbcAdminStore(dataSource()).updating(tables).reportingTo(changes));
    }

    /** Moves key files into the database, for whoever asks for it. */
    public KeyImport keyImport(Actor actor) {
        return new KeyImport(dataSource(), InstantSource.system(), actor).reportingTo(changes);
    }

    /** The reading side for a filter, with connections of its own. It hears at once of changes that are made here. */
    public ApiKeyStore store() throws KeyStoreException {
        return changes.reportedBy(new JdbcKeyStoreProvider().open(address.storeSettings()));
    }

    /** Where it is. */
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
