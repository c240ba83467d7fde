package dev.keystile.spring.internal.store;

import dev.keystile.jdbc.JdbcSchema;
import dev.keystile.setting.ConfigException;
import dev.keystile.store.KeyStoreException;
import javax.sql.DataSource;

/** The data source of the application, with the tables of Keystile. */
public final class ApplicationDatabase {

    private final DataSource dataSource;

    /**
     * A database whose tables are there.
     *
     * @param migrate whether the tables are made and migrated first
     * @throws ConfigException if the tables cannot be made, or are not there
     */
    public ApplicationDatabase(DataSource dataSource, boolean migrate) {
        this.dataSource = dataSource;
        try {
            if (migrate) {
                JdbcSchema.migrate(dataSource);
            }
            JdbcSchema.check(dataSource);
        } catch (KeyStoreException e) {
            String advice = migrate ? "" : "; or set keystile.store.migrate: true";
            throw new ConfigException(null, "store", null, e.getMessage() + advice, e);
        }
    }

    /** The data source, which others use too. */
    public DataSource dataSource() {
        return dataSource;
    }
}
