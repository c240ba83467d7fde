package dev.keystile.demo.database;

import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.jdbc.Actor;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcKeyRegistry;
import dev.keystile.jdbc.JdbcKeyStoreProvider;
import dev.keystile.jdbc.JdbcSchema;
import dev.keystile.jdbc.KeyImport;
import dev.keystile.key.KeyGenerator;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.LocalKeyChanges;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open connections to the demo's database. */
public final class DemoDatabase implements AutoCloseable {

    private static final int POOL_SIZE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(DemoDatabase.class);

    private final DatabaseAddress address;
    private final ConnectionPool pool;
    private final @Nullable DatabaseLock lock;
    private final Jdbi jdbi;
    private final LocalKeyChanges changes = new LocalKeyChanges();

    private DemoDatabase(DatabaseAddress address, ConnectionPool pool, @Nullable DatabaseLock lock) {
        this.address = address;
        this.pool = pool;
        this.lock = lock;
        jdbi = Jdbi.create(pool.dataSource());
    }

    /**
     * Opens a database whose tables are there.
     *
     * @throws KeyStoreException if it cannot be reached, another process has the embedded one open, or they are not
     */
    public static DemoDatabase open(DatabaseAddress address) throws KeyStoreException {
        DemoDatabase database = connect(address);
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
    public static DemoDatabase openAndMigrate(DatabaseAddress address) throws KeyStoreException {
        DemoDatabase database = connect(address);
        try {
            JdbcSchema.migrate(database.dataSource());
            DemoTables.migrate(address, database.dataSource());
            return database;
        } catch (KeyStoreException e) {
            database.close();
            throw e;
        }
    }

    private static DemoDatabase connect(DatabaseAddress address) throws KeyStoreException {
        Path folder = address.folder();
        DatabaseLock lock = folder == null
                ? null
                : DatabaseLock.acquire(DataFolder.prepare(folder, LOG::warn), "keystile-demo", LockWait.start());
        try {
            return new DemoDatabase(
                    address,
                    ConnectionPool.open("keystile-demo", address.url(), address.user(), address.password(), POOL_SIZE),
                    lock);
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

    /** The same connections for statements on the demo's own tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** The writing side, for whoever makes the changes. A key that ends with one loses its sealed text with it. */
    public JdbcKeyRegistry registry(Actor actor) {
        InstantSource clock = InstantSource.system();
        return new JdbcKeyRegistry(dataSource(), new KeyGenerator(), clock, actor)
                .telling((handle, key) -> SealedKeys.forgetIfEnded(handle, key, clock.instant()))
                .reportingTo(changes);
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
