package dev.keystile.cli.internal.database;

import dev.keystile.jdbc.JdbcAdminStore.KeyUpdates;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyStoreException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The tables that a program keeps beside those of the keys. They are updated in the same transaction as a key. */
public interface OtherTables extends KeyUpdates {

    /** No other tables. */
    OtherTables NONE = new OtherTables() {
        @Override
        public void migrate(DatabaseAddress address, DataSource dataSource) {}

        @Override
        public void updated(Handle handle, ApiKey key) {}
    };

    /**
     * Creates or migrates the tables, after those of the keys.
     *
     * @throws KeyStoreException if the migration fails
     */
    void migrate(DatabaseAddress address, DataSource dataSource) throws KeyStoreException;
}
