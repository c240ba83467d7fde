package dev.keystile.cli.database;

import dev.keystile.jdbc.JdbcAdminStore.KeyUpdates;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.KeyStoreException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The tables that a program keeps beside those of the keys. It hears of each key that is updated. */
public interface OtherTables extends KeyUpdates {

    /** There are none. */
    OtherTables NONE = new OtherTables() {
        @Override
        public void migrate(DatabaseAddress address, DataSource dataSource) {}

        @Override
        public void updated(Handle handle, KeyRecord key) {}
    };

    /**
     * Makes the tables, or brings them to the present form; those of the keys are there.
     *
     * @throws KeyStoreException if they cannot be made
     */
    void migrate(DatabaseAddress address, DataSource dataSource) throws KeyStoreException;
}
