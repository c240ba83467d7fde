package dev.keystile.demo.database;

import dev.keystile.cli.database.DatabaseAddress;
import dev.keystile.cli.database.KeyDatabase;
import dev.keystile.cli.database.OtherTables;
import dev.keystile.store.KeyStoreException;
import org.jdbi.v3.core.Jdbi;

/** The one database of the demo: that of its keys, with the demo's own tables in it. */
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
     * Opens a database and makes its tables, or brings them to the present form.
     *
     * @throws KeyStoreException if it cannot be reached, another process has the embedded one open, or they cannot be
     *     made
     */
    public static DemoDatabase openAndMigrate(DatabaseAddress address) throws KeyStoreException {
        return new DemoDatabase(KeyDatabase.openAndMigrate(address, TABLES));
    }

    /** The keys. */
    public KeyDatabase keys() {
        return keys;
    }

    /** The same connections for statements on the demo's own tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        keys.close();
    }
}
