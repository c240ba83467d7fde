package dev.keystile.demo.database;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import dev.keystile.store.KeyStoreException;
import org.jdbi.v3.core.Jdbi;

/** The database of the demo: the tables of the keys and the demo's own tables. Safe for use by many threads. */
public final class DemoDatabase implements AutoCloseable {

    /** The demo's own tables. */
    public static final OtherTables TABLES = new DemoTables();

    private final KeyDatabase keys;
    private final Jdbi jdbi;

    private DemoDatabase(KeyDatabase keys) {
        this.keys = keys;
        jdbi = Jdbi.create(keys.dataSource());
    }

    /**
     * Opens a database, and creates or migrates its tables.
     *
     * @throws KeyStoreException if the database cannot be reached, another process has the embedded database open, or
     *     the migration fails
     */
    public static DemoDatabase openAndMigrate(DatabaseAddress address) throws KeyStoreException {
        return new DemoDatabase(KeyDatabase.openAndMigrate(address, TABLES));
    }

    /** The database of the keys. */
    public KeyDatabase keys() {
        return keys;
    }

    /** Executes statements on the demo's own tables, with the same connections. */
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        keys.close();
    }
}
