package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL migrates all or nothing. H2 cannot roll back changes of tables. */
class MigrationRollbackTest {

    @Test
    void aFailureInTheLastStatementLeavesEverythingAsItWas() throws Exception {
        try (HikariDataSource dataSource = Database.connect(Database.POSTGRESQL.create())) {
            EarlierTables.make(dataSource)
                    .environment("demo", "Demo Project", "project_2", "2025-01-02 00:00:00+00")
                    .key("key_1", "demo", "secret", TestKeys.digest(1), "NULL, NULL, NULL", "NULL, NULL, NULL");
            List<String> before = columns(dataSource);
            Database.execute(dataSource, "CREATE INDEX keystile_account_state ON keystile_key (name)");

            assertThatThrownBy(() -> JdbcSchema.migrate(dataSource))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessageContaining("keystile_account_state");

            assertThat(columns(dataSource)).isEqualTo(before);
            assertThatCode(() -> Database.execute(dataSource, EarlierTables.FIND))
                    .doesNotThrowAnyException();
            Database.execute(dataSource, "DROP INDEX keystile_account_state");
            JdbcSchema.migrate(dataSource);
            assertThat(KeyAdmin.on(new JdbcAdminStore(dataSource))
                            .list(KeyQuery.all())
                            .keys())
                    .hasSize(1);
        }
    }

    private static List<String> columns(HikariDataSource dataSource) {
        return Database.query(
                dataSource,
                String.class,
                "SELECT table_name || '.' || column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' ORDER BY 1");
    }
}
