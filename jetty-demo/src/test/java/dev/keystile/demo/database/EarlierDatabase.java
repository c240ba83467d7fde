package dev.keystile.demo.database;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.jdbc.ConnectionPool;
import dev.keystile.jdbc.JdbcSchema;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A database as the version before there were accounts left it: two environments, with content in both. */
public final class EarlierDatabase {

    private static final String CONTENT = """
            INSERT INTO demo_organization (id, environment_id, name, allow_outside, metadata, external_id, created_at,
                                           updated_at)
            VALUES ('org_%1$s', '%1$s', 'Acme', FALSE, '{"k":"v"}', 'e', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP);
            INSERT INTO demo_organization_domain (id, organization_id, place, domain, state, created_at, updated_at)
            VALUES ('org_domain_%1$s', 'org_%1$s', 0, 'acme.example', 'verified', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP);
            INSERT INTO demo_connection (id, environment_id, name, connection_type, created_at, updated_at)
            VALUES ('conn_%1$s', '%1$s', 'Google', 'GoogleOAuth', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP);
            INSERT INTO demo_redirect_uri (environment_id, uri) VALUES ('%1$s', 'https://%1$s.example/callback');
            """;

    private EarlierDatabase() {}

    /** Makes the tables with the migrations of that version, and fills them. */
    public static void make(DatabaseAddress address) throws Exception {
        try (ConnectionPool pool =
                ConnectionPool.open("earlier", address.url(), address.user(), address.password(), 4)) {
            DataSource dataSource = pool.dataSource();
            migrate(
                    dataSource,
                    JdbcSchema.locations(dataSource).toArray(String[]::new),
                    JdbcSchema.HISTORY_TABLE,
                    "4?",
                    "");
            migrate(
                    dataSource,
                    new String[] {"classpath:dev/keystile/demo/database/migrations"},
                    "demo_schema_history",
                    "2",
                    address.isPostgres() ? "COLLATE \"C\"" : "");
            Jdbi.create(dataSource).useHandle(EarlierDatabase::fill);
        }
    }

    private static void migrate(
            DataSource dataSource, String[] locations, String history, String target, String bytewise) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(locations)
                .table(history)
                .placeholders(Map.of("bytewise", bytewise))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .load()
                .migrate();
    }

    private static void fill(Handle handle) {
        for (String id : new String[] {"default", "demo"}) {
            handle.execute(
                    "INSERT INTO keystile_environment (id, name, project_id) VALUES (?, ?, ?)",
                    id,
                    "Project " + id,
                    "project_" + id);
            handle.createScript(CONTENT.formatted(id)).execute();
        }
        handle.execute(
                "INSERT INTO demo_sso_code (digest, environment_id, redirect_uri, connection_id, user_id, expires_at)"
                        + " VALUES (CAST(? AS BYTEA), 'demo', 'https://demo.example/callback', 'conn_demo', 'demo-user-1',"
                        + " CURRENT_TIMESTAMP)",
                new byte[] {1});
        handle.execute(
                "INSERT INTO demo_login_link (token_sha256, expires_at) VALUES (CAST(? AS BYTEA), CURRENT_TIMESTAMP)",
                new byte[] {2});
    }
}
