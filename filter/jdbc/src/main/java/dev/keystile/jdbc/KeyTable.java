package dev.keystile.jdbc;

import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;

/** The statements on the tables of Keystile, in the transaction of the caller. */
final class KeyTable {

    static final String INSERT = """
            INSERT INTO keystile_key (id, environment_id, type, name, digest, last_four, scopes, allowed_origins,
                                      allowed_networks, created_at, expires_at, revoked_at)
            VALUES (:id, :environment, :type, :name, :digest, :lastFour, :scopes, :origins, :networks, :createdAt,
                    :expiresAt, :revokedAt)
            """;
    private static final String UPDATE = """
            UPDATE keystile_key SET name = :name, scopes = :scopes, allowed_origins = :origins,
                                    allowed_networks = :networks, expires_at = :expiresAt, revoked_at = :revokedAt
            WHERE id = :id
            """;
    static final String AUDIT = """
            INSERT INTO keystile_audit (at, actor, origin, action, environment_id, key_id, detail)
            VALUES (:at, :actor, :origin, :action, :environment, :key, :detail)
            """;
    private static final int QUERY_SECONDS = 30;

    private final Handle handle;

    KeyTable(Handle handle) {
        this.handle = handle;
    }

    static Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true).setQueryTimeout(QUERY_SECONDS);
        return jdbi;
    }

    /** The error of the database as an error of administration, told by its SQLSTATE (SQL standard, section 24). */
    static AdminException failure(JdbiException e) {
        return switch (DatabaseError.state(e)) {
            case "22001" -> new InvalidException("name", "a text is longer than the database keeps");
            case "22021" -> new InvalidException("name", "a text holds a character that the database cannot keep");
            case "23505" -> new ConflictException("what was to be added is there already");
            default -> new StoreUnavailableException("the database refuses: " + DatabaseError.message(e), e);
        };
    }

    List<Environment> environments() {
        return projects().stream().map(Project::environment).toList();
    }

    /** The projects of the account {@code default}, in the order in which their environments were created. */
    List<Project> projects() {
        return handle.createQuery("SELECT id AS environment_id, name AS environment_name, project_id"
                        + " FROM keystile_environment ORDER BY created_at, id")
                .map((row, context) -> KeyRow.project(row))
                .list();
    }

    Optional<KeyDescription> find(String id) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.id = :id")
                .bind("id", id)
                .map((row, context) -> KeyRow.describe(row))
                .findOne();
    }

    List<KeyDescription> find(Set<String> ids) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.id IN (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .map((row, context) -> KeyRow.describe(row))
                .list();
    }

    Optional<ApiKey> find(KeyDigest digest) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.digest = :digest")
                .bind("digest", digest.toBytes())
                .map((row, context) -> KeyRow.read(row))
                .findOne();
    }

    /** The key, locked until the end of the transaction. */
    Optional<ApiKey> lock(String id) {
        handle.createQuery("SELECT id FROM keystile_key WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return find(id).map(KeyDescription::key);
    }

    /** Adds a project of the account {@code default}, and its environment. */
    void insert(Project project, Instant createdAt) {
        handle.createUpdate("INSERT INTO keystile_environment (id, name, project_id, created_at)"
                        + " VALUES (:id, :name, :projectId, :createdAt)")
                .bind("id", project.environment().id())
                .bind("name", project.environment().name())
                .bind("projectId", project.id())
                .bind("createdAt", KeyParameters.utc(createdAt))
                .execute();
    }

    void insert(ApiKey key) {
        KeyParameters.bind(handle.createUpdate(INSERT), key).execute();
    }

    void update(ApiKey key) {
        KeyParameters.bind(handle.createUpdate(UPDATE), key).execute();
    }

    /** A key in the table that has the id or the digest of one of these. */
    Optional<ApiKey> anyOf(List<ApiKey> keys) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.id IN (<ids>) OR k.digest IN (<digests>) ORDER BY k.id")
                .bindList("ids", keys.stream().map(ApiKey::id).toList())
                .bindList(
                        "digests",
                        keys.stream().map(key -> key.digest().toBytes()).toList())
                .map((row, context) -> KeyRow.read(row))
                .findFirst();
    }

    void audit(AdminEvent event) {
        KeyParameters.bindAudit(handle.createUpdate(AUDIT), event).execute();
    }
}
