package dev.keystile.jdbc;

import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/** The statements on keys and on the audit, in the transaction of the caller. */
final class KeyTable {

    private static final String INSERT = """
            INSERT INTO keystile_key (id, project_id, type, name, digest, last_four, scopes, allowed_origins,
                                      allowed_networks, metadata, created_at, expires_at, revoked_at)
            VALUES (:id, :project, :type, :name, :digest, :lastFour, :scopes, :origins, :networks, :metadata,
                    :createdAt, :expiresAt, :revokedAt)
            """;
    private static final String UPDATE = """
            UPDATE keystile_key SET name = :name, scopes = :scopes, allowed_origins = :origins,
                                    allowed_networks = :networks, metadata = :metadata, expires_at = :expiresAt,
                                    revoked_at = :revokedAt
            WHERE id = :id
            """;
    private static final String AUDIT = """
            INSERT INTO keystile_audit (at, actor, origin, action, account_id, environment_id, key_id, detail)
            VALUES (:at, :actor, :origin, :action, :account, :environment, :key, :detail)
            """;
    /** The keys in force of an account in one environment, or in every environment if the parameter is null. */
    private static final String NOT_REVOKED = """
            SELECT k.id FROM keystile_key k
            WHERE k.revoked_at IS NULL AND k.project_id IN (
                SELECT id FROM keystile_project WHERE account_id = :account
                AND (CAST(:environment AS VARCHAR) IS NULL OR environment_id = :environment))
            ORDER BY\s""";

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
            case DatabaseError.DUPLICATE -> new ConflictException("what was to be added is there already");
            default -> new StoreUnavailableException("the database refuses: " + DatabaseError.message(e), e);
        };
    }

    Optional<KeyDescription> find(String id) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.id = :id")
                .bind("id", id)
                .map((row, context) -> KeyRow.describe(row))
                .findOne();
    }

    /** The keys with these ids, in no particular order. */
    List<KeyDescription> find(Collection<String> ids) {
        List<KeyDescription> found = new ArrayList<>();
        for (List<String> part : Parts.of(ids)) {
            found.addAll(handle.createQuery(KeyRow.SELECT + "WHERE k.id IN (<ids>)")
                    .bindList("ids", part)
                    .map((row, context) -> KeyRow.describe(row))
                    .list());
        }
        return found;
    }

    Optional<ApiKey> find(KeyDigest digest) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.digest = :digest")
                .bind("digest", digest.toBytes())
                .map((row, context) -> KeyRow.read(row))
                .findOne();
    }

    /** The keys with these digests, in no particular order. */
    List<ApiKey> findByDigest(Collection<KeyDigest> digests) {
        List<ApiKey> found = new ArrayList<>();
        for (List<KeyDigest> part : Parts.of(digests)) {
            found.addAll(handle.createQuery(KeyRow.SELECT + "WHERE k.digest IN (<digests>)")
                    .bindList("digests", part.stream().map(KeyDigest::toBytes).toList())
                    .map((row, context) -> KeyRow.read(row))
                    .list());
        }
        return found;
    }

    /** The key, locked until the end of the transaction. */
    Optional<ApiKey> lock(String id) {
        lockRow(id);
        return find(id).map(KeyDescription::key);
    }

    private void lockRow(String id) {
        handle.createQuery("SELECT id FROM keystile_key WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    /**
     * The ids of the keys of an account that are not revoked. The keys are locked until the end of the transaction, in the
     * order in which everybody locks keys.
     *
     * @param environmentId the environment of the keys; null for every environment
     */
    List<String> lockNotRevoked(String accountId, @Nullable String environmentId) {
        if (Dialect.isPostgres(handle)) {
            return notRevoked(accountId, environmentId, " FOR UPDATE");
        }
        // H2 locks rows as it reads them, which is before it sorts them.
        List<String> ids = notRevoked(accountId, environmentId, "");
        ids.forEach(this::lockRow);
        Set<String> still = Set.copyOf(notRevoked(accountId, environmentId, ""));
        return ids.stream().filter(still::contains).toList();
    }

    private List<String> notRevoked(String accountId, @Nullable String environmentId, String lock) {
        return handle.createQuery(NOT_REVOKED + Dialect.bytewise(handle, "k.id") + lock)
                .bind("account", accountId)
                .bind("environment", environmentId)
                .mapTo(String.class)
                .list();
    }

    /** Adds new keys of projects that have a row. */
    void insert(Collection<ApiKey> keys) {
        for (List<ApiKey> part : Parts.of(keys)) {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            part.forEach(key -> KeyParameters.bind(batch, key).add());
            batch.execute();
        }
    }

    void update(ApiKey key) {
        KeyParameters.bind(handle.createUpdate(UPDATE), key).execute();
    }

    /**
     * Revokes keys that are locked. Each part is well within the time limit of a statement, also on a busy server, and
     * PostgreSQL tells what several statements of one transaction notify alike only once.
     */
    void revoke(List<String> ids, Instant at) {
        for (List<String> part : Parts.of(ids)) {
            handle.createUpdate("UPDATE keystile_key SET revoked_at = :at WHERE id = ANY(:ids)")
                    .bind("at", KeyParameters.utc(at))
                    .bindArray("ids", String.class, part)
                    .execute();
        }
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

    /** Adds entries to the audit, in this order. */
    void audit(Collection<AdminEvent> events) {
        for (List<AdminEvent> part : Parts.of(events)) {
            PreparedBatch batch = handle.prepareBatch(AUDIT);
            part.forEach(event -> KeyParameters.bindAudit(batch, event).add());
            batch.execute();
        }
    }
}
