package dev.keystile.demo.database;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.OtherTables;
import dev.keystile.demo.sealing.SealedKeys;
import dev.keystile.key.ApiKey;
import dev.keystile.store.KeyStoreException;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/** Migrates the demo's own tables with Flyway, and keeps them in step with the keys. */
final class DemoTables implements OtherTables {

    @Override
    public void migrate(DatabaseAddress address, DataSource dataSource) throws KeyStoreException {
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

    /** Deletes the sealed copy of a key that is revoked by the update. */
    @Override
    public void updated(Handle handle, ApiKey key) {
        SealedKeys.forgetIfEnded(handle, key, InstantSource.system().instant());
    }
}
