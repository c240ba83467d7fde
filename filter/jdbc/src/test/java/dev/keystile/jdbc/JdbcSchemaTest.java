package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class JdbcSchemaTest {

    @Parameter
    private Database database;

    private HikariDataSource dataSource;

    @BeforeEach
    void connect() throws Exception {
        dataSource = Database.connect(database.create());
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private List<String> tables() {
        return Database.query(
                dataSource,
                String.class,
                "SELECT lower(table_name) FROM information_schema.tables"
                        + " WHERE lower(table_schema) = 'public' ORDER BY lower(table_name)");
    }

    private FluentConfiguration flyway(List<String> locations) {
        return Flyway.configure().dataSource(dataSource).locations(locations.toArray(String[]::new));
    }

    @Test
    void migratingAgainChangesNothing() throws Exception {
        JdbcSchema.migrate(dataSource);
        JdbcSchema.migrate(dataSource);

        assertThat(tables())
                .containsExactly(
                        "keystile_account",
                        "keystile_audit",
                        "keystile_environment",
                        "keystile_key",
                        "keystile_project",
                        "keystile_schema_history");
        assertThatCode(() -> JdbcSchema.check(dataSource)).doesNotThrowAnyException();
    }

    @Test
    void theApplicationsTablesAndItsOwnHistoryStayAsTheyAre(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("V7__app.sql"), "CREATE TABLE app (id INT)");
        Flyway application = flyway(List.of("filesystem:" + folder)).load();
        application.migrate();

        JdbcSchema.migrate(dataSource);

        assertThat(application.migrate().migrationsExecuted).isZero();
        application.validate();
        assertThat(tables()).contains("app", "flyway_schema_history", "keystile_key", "keystile_schema_history");
    }

    @Test
    void theApplicationsFlywayMakesTheTablesToo() throws Exception {
        flyway(JdbcSchema.locations(dataSource))
                .table(JdbcSchema.HISTORY_TABLE)
                .load()
                .migrate();

        assertThatCode(() -> JdbcSchema.check(dataSource)).doesNotThrowAnyException();
        JdbcSchema.migrate(dataSource);
        assertThat(tables()).hasSize(6);
    }

    @Test
    void twoNodesMayMigrateAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> migrateAt(start));
        migrateAt(start);
        other.get(TestTimeout.SECONDS, TimeUnit.SECONDS);

        assertThatCode(() -> JdbcSchema.check(dataSource)).doesNotThrowAnyException();
    }

    private void migrateAt(CyclicBarrier start) {
        assertThatCode(() -> {
                    start.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
                    JdbcSchema.migrate(dataSource);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void tablesThatAreMissingAreNamedWithHowToMakeThem() {
        assertThatThrownBy(() -> JdbcSchema.check(dataSource))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("the tables of Keystile cannot be read: ")
                .hasMessageMatching("(?is).*keystile_key.*")
                .hasMessageEndingWith(
                        "; make or migrate them with JdbcSchema.migrate, with 'java -jar keystile.jar keys migrate', or by"
                                + " Flyway with the locations classpath:dev/keystile/jdbc/tables and, on PostgreSQL,"
                                + " classpath:dev/keystile/jdbc/postgresql");
    }

    @Test
    void aDatabaseThatDoesNotRespondLacksNoTables() {
        dataSource.close();

        assertThatThrownBy(() -> JdbcSchema.check(dataSource))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("the database does not respond: ");
        assertThatThrownBy(() -> JdbcSchema.migrate(dataSource))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("the database does not respond: ");
    }
}
