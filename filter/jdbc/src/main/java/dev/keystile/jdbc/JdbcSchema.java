package dev.keystile.jdbc;

import dev.keystile.store.KeyStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of keys, on PostgreSQL 14 or newer and on H2: creates, migrates and checks them. */
public final class JdbcSchema {

    /** The history table of Flyway for these migrations, which is not that of the application. */
    public static final String HISTORY_TABLE = "keystile_schema_history";

    private static final String PLACE = "classpath:dev/keystile/jdbc/";

    private JdbcSchema() {}

    /** The locations of the migrations for the database behind these connections, for Flyway. */
    public static List<String> locations(DataSource dataSource) throws KeyStoreException {
        List<String> locations = new ArrayList<>(List.of(PLACE + "tables"));
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                locations.add(PLACE + "postgresql");
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
        return locations;
    }

    private static KeyStoreException unavailable(SQLException e) {
        return new KeyStoreException("the database does not respond: " + DatabaseError.message(e), e);
    }

    /**
     * Creates the tables, or migrates them to the current version. Needs Flyway on the class path.
     *
     * @throws KeyStoreException if a migration fails; on PostgreSQL nothing is changed then
     */
    public static void migrate(DataSource dataSource) throws KeyStoreException {
        Migration.run(dataSource, locations(dataSource));
    }

    /** A class of its own, so that the tables can be checked where Flyway is not on the class path. */
    private static final class Migration {

        static void run(DataSource dataSource, List<String> locations) throws KeyStoreException {
            Flyway flyway = Flyway.configure(JdbcSchema.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(locations.toArray(String[]::new))
                    .table(HISTORY_TABLE)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    // PostgreSQL migrates all or nothing.
                    .group(true)
                    .load();
            try {
                flyway.migrate();
            } catch (FlywayException e) {
                runAgain(flyway, e);
            }
        }

        /** Nodes that start at once may conflict before Flyway locks; at the second run the tables are there. */
        private static void runAgain(Flyway flyway, FlywayException first) throws KeyStoreException {
            try {
                flyway.migrate();
            } catch (FlywayException e) {
                first.addSuppressed(e);
                throw new KeyStoreException("the tables cannot be made: " + first.getMessage(), first);
            }
        }
    }

    /**
     * Checks that the tables exist and can be read.
     *
     * @throws KeyStoreException if they cannot be read; the message says how to create them
     */
    public static void check(DataSource dataSource) throws KeyStoreException {
        try (PooledConnection pooled = PooledConnection.toRead(dataSource)) {
            check(pooled.connection());
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static void check(Connection connection) throws KeyStoreException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            statement.execute(KeyRow.SELECT + "WHERE k.id = ''");
        } catch (SQLException e) {
            throw new KeyStoreException(
                    "the tables of Keystile cannot be read: " + DatabaseError.message(e)
                            + "; make or migrate them with JdbcSchema.migrate, with 'java -jar keystile.jar keys migrate', or by Flyway with"
                            + " the locations " + PLACE + "tables and, on PostgreSQL, " + PLACE + "postgresql",
                    e);
        }
    }
}
