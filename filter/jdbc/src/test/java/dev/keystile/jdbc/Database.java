package dev.keystile.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.ReservedPort;
import dev.keystile.TestTimeout;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Project;
import dev.keystile.key.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A new, empty database of its own for a test. */
enum Database {
    H2 {
        @Override
        String create() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=" + TestTimeout.MILLIS;
        }

        @Override
        int waiting(DataSource dataSource) {
            return query(dataSource, Integer.class, "SELECT count(blocker_id) FROM information_schema.sessions")
                    .get(0);
        }
    },
    POSTGRESQL {
        @Override
        String create() throws SQLException {
            administrate("DROP DATABASE IF EXISTS " + NAME + " WITH (FORCE)");
            administrate("CREATE DATABASE " + NAME);
            return Server.SHARED.getJdbcUrl("postgres", NAME);
        }

        @Override
        int waiting(DataSource dataSource) {
            return query(
                            dataSource,
                            Integer.class,
                            "SELECT count(*) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                    .get(0);
        }
    };

    /** Each test's PostgreSQL takes the place of the one before, so that the disk has to bear only one. */
    static final String NAME = "keystile";

    /** One server for all tests of this process; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres SHARED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(ReservedPort.next())
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The JDBC URL of a new database. */
    abstract String create() throws SQLException;

    /** How many wait for rows that others hold. */
    abstract int waiting(DataSource dataSource);

    /** A new database with Keystile's tables. */
    HikariDataSource migrated() throws Exception {
        HikariDataSource dataSource = connect(create());
        JdbcSchema.migrate(dataSource);
        return dataSource;
    }

    static HikariDataSource connect(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    /** Runs a statement in the server's own database, from which others can be closed to connections. */
    static void administrate(String sql) throws SQLException {
        execute(Server.SHARED.getPostgresDatabase(), sql);
    }

    static int port() {
        return Server.SHARED.getPort();
    }

    /** Adds keys, and the environment and the accounts that are missing, by nobody and without audit. */
    static void add(DataSource dataSource, ApiKey... keys) {
        KeyTable.jdbi(dataSource).useTransaction(handle -> {
            ProjectTable projects = new ProjectTable(handle);
            AccountTable accounts = new AccountTable(handle);
            if (projects.environments().isEmpty()) {
                projects.insert(TestKeys.DEMO.environment(), TestKeys.CREATED);
            }
            for (ApiKey key : keys) {
                if (accounts.find(key.account().id()).isEmpty()) {
                    accounts.insert(List.of(key.project().account()));
                }
                projects.ensure(List.of(key.project()));
            }
            new KeyTable(handle).insert(List.of(keys));
        });
    }

    /** Adds a project of an account that is there, and its environment. */
    static void add(DataSource dataSource, Project project) {
        KeyTable.jdbi(dataSource).useTransaction(handle -> {
            ProjectTable projects = new ProjectTable(handle);
            projects.insert(project.environment(), TestKeys.CREATED);
            projects.insert(List.of(project));
        });
    }

    static <T> List<T> query(DataSource dataSource, Class<T> type, String sql) {
        return KeyTable.jdbi(dataSource)
                .withHandle(handle -> handle.createQuery(sql).mapTo(type).list());
    }

    static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
