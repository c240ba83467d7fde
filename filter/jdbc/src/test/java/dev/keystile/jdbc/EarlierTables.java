package dev.keystile.jdbc;

import dev.keystile.key.KeyDigest;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables before there were accounts, filled by the statements of that version. */
final class EarlierTables {

    /** The look-up of that version. */
    static final String FIND = """
            SELECT k.id, k.type, k.name, k.digest, k.last_four, k.scopes, k.allowed_origins, k.allowed_networks,
                   k.created_at, k.expires_at, k.revoked_at, k.last_used_at,
                   e.id AS environment_id, e.name AS environment_name, e.project_id
            FROM keystile_key k JOIN keystile_environment e ON e.id = k.environment_id
            """;

    private static final String ENVIRONMENT =
            "INSERT INTO keystile_environment (id, name, project_id, created_at) VALUES (?, ?, ?, CAST(? AS TIMESTAMP"
                    + " WITH TIME ZONE))";
    private static final String KEY = """
            INSERT INTO keystile_key (id, environment_id, type, name, digest, last_four, scopes, allowed_origins,
                                      allowed_networks, created_at, expires_at, revoked_at, last_used_at)
            VALUES (:id, :environment, :type, :name, :digest, 'abcd', %s, TIMESTAMP WITH TIME ZONE
                    '2026-01-01 00:00:00+00', %s)
            """;
    private static final String AUDIT = """
            INSERT INTO keystile_audit (at, actor, origin, action, environment_id, key_id, detail)
            VALUES (TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00', 'anna', 'build-7', ?, ?, ?, ?)
            """;

    private final DataSource dataSource;

    private EarlierTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static EarlierTables make(DataSource dataSource) throws Exception {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(JdbcSchema.locations(dataSource).toArray(String[]::new))
                .table(JdbcSchema.HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("4?")
                .load()
                .migrate();
        return new EarlierTables(dataSource);
    }

    EarlierTables environment(String id, String name, String projectId, String createdAt) {
        KeyTable.jdbi(dataSource).useHandle(handle -> handle.execute(ENVIRONMENT, id, name, projectId, createdAt));
        return this;
    }

    /**
     * Adds a key.
     *
     * @param lists the scopes, the origins and the networks in SQL
     * @param times the expiry, the revocation and the last use in SQL
     */
    EarlierTables key(String id, String environment, String type, KeyDigest digest, String lists, String times) {
        KeyTable.jdbi(dataSource)
                .useHandle(handle -> handle.createUpdate(KEY.formatted(lists, times))
                        .bind("id", id)
                        .bind("environment", environment)
                        .bind("type", type)
                        .bind("name", "name of " + id)
                        .bind("digest", digest.toBytes())
                        .execute());
        return this;
    }

    EarlierTables audit(String action, String environment, String key, String detail) {
        KeyTable.jdbi(dataSource).useHandle(handle -> handle.execute(AUDIT, action, environment, key, detail));
        return this;
    }

    List<String> auditRows() {
        return Database.query(
                dataSource,
                String.class,
                "SELECT id || ' ' || at || ' ' || actor || ' ' || origin || ' ' || action || ' ' || environment_id || ' '"
                        + " || COALESCE(key_id, '-') || ' ' || detail FROM keystile_audit ORDER BY id");
    }
}
