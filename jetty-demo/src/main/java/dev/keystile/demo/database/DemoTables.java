package dev.keystile.demo.database;

import dev.keystile.store.KeyStoreException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of the demo itself, beside those of the keys. */
final class DemoTables {

    private DemoTables() {}

    /** @throws KeyStoreException if they cannot be made */
    static void migrate(DatabaseAddress address, DataSource dataSource) throws KeyStoreException {
        try {
            Flyway.configure(DemoTables.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations("classpath:dev/keystile/demo/database/migrations")
                    .table("demo_schema_history")
                    .placeholders(Map.of("bytewise", address.isPostgres() ? "COLLATE \"C\"" : ""))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new KeyStoreException("the demo's tables cannot be made: " + e.getMessage(), e);
        }
    }
}
