package dev.keystile.jdbc;

import dev.keystile.admin.AdminEvent;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.Network;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements on Keystile's tables, in the transaction of their caller. */
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
    private static final Instant FOREVER = OffsetDateTime.MAX.toInstant();
    private static final Instant NEVER = OffsetDateTime.MIN.toInstant();
    private static final int QUERY_SECONDS = 30;

    private static final int MAX_DETAIL = 4_096;

    private final Handle handle;

    KeyTable(Handle handle) {
        this.handle = handle;
    }

    static Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true).setQueryTimeout(QUERY_SECONDS);
        return jdbi;
    }

    /** What went wrong in the database, in words of ours where the states of the SQL standard, section 24, say so. */
    static AdminException failure(JdbiException e) {
        return switch (Reason.state(e)) {
            case "22001" -> new InvalidException("name", "a text is longer than the database keeps");
            case "22021" -> new InvalidException("name", "a text holds a character that the database cannot keep");
            case "23505" -> new ConflictException("what was to be added is there already");
            default -> new StoreUnavailableException("the database refuses: " + Reason.of(e), e);
        };
    }

    List<Environment> environments() {
        return handle.createQuery("SELECT id AS environment_id, name AS environment_name, project_id"
                        + " FROM keystile_environment ORDER BY created_at, id")
                .map((row, context) -> KeyRow.environment(row))
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

    Optional<KeyRecord> find(KeyDigest digest) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.digest = :digest")
                .bind("digest", digest.toBytes())
                .map((row, context) -> KeyRow.read(row))
                .findOne();
    }

    /** The key, which nobody else changes before the transaction ends. */
    Optional<KeyRecord> lock(String id) {
        handle.createQuery("SELECT id FROM keystile_key WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return find(id).map(KeyDescription::key);
    }

    void insert(Environment environment, Instant createdAt) {
        handle.createUpdate("INSERT INTO keystile_environment (id, name, project_id, created_at)"
                        + " VALUES (:id, :name, :projectId, :createdAt)")
                .bind("id", environment.id())
                .bind("name", environment.name())
                .bind("projectId", environment.projectId())
                .bind("createdAt", utc(createdAt))
                .execute();
    }

    void insert(KeyRecord key) {
        bind(handle.createUpdate(INSERT), key).execute();
    }

    void update(KeyRecord key) {
        bind(handle.createUpdate(UPDATE), key).execute();
    }

    /** A key in the table that has the id or the digest of one of these. */
    Optional<KeyRecord> anyOf(List<KeyRecord> keys) {
        return handle.createQuery(KeyRow.SELECT + "WHERE k.id IN (<ids>) OR k.digest IN (<digests>) ORDER BY k.id")
                .bindList("ids", keys.stream().map(KeyRecord::id).toList())
                .bindList(
                        "digests",
                        keys.stream().map(key -> key.digest().toBytes()).toList())
                .map((row, context) -> KeyRow.read(row))
                .findFirst();
    }

    void audit(AdminEvent event) {
        bindAudit(handle.createUpdate(AUDIT), event).execute();
    }

    static <S extends SqlStatement<S>> S bindAudit(S statement, AdminEvent event) {
        String detail = event.detail();
        return statement
                .bind("at", utc(event.at()))
                .bind("actor", event.actor().name())
                .bind("origin", event.actor().origin())
                .bind("action", event.action().label())
                .bind("environment", event.environment().id())
                .bind("key", event.key() == null ? null : event.key().id())
                .bind("detail", detail.substring(0, Math.min(detail.length(), MAX_DETAIL)));
    }

    /** Names the parameters that both statements have and each of its own. */
    static <S extends SqlStatement<S>> S bind(S statement, KeyRecord key) {
        List<Network> networks = key.restrictions().networks();
        S bound = statement
                .bind("id", key.id())
                .bind("environment", key.environment().id())
                .bind("type", key.type().label())
                .bind("name", key.name())
                .bind("digest", key.digest().toBytes())
                .bind("lastFour", key.lastFour());
        bindTime(bound, "createdAt", key.createdAt());
        bindTime(bound, "expiresAt", key.expiresAt());
        bindTime(bound, "revokedAt", key.revokedAt());
        bindList(
                bound,
                "scopes",
                key.scopes().isUnrestricted() ? null : key.scopes().values());
        bindList(bound, "origins", key.restrictions().origins());
        bindList(
                bound,
                "networks",
                networks == null
                        ? null
                        : networks.stream().map(Network::toString).toList());
        return bound;
    }

    private static void bindTime(SqlStatement<?> statement, String name, @Nullable Instant time) {
        statement.bindBySqlType(name, time == null ? null : utc(time), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void bindList(SqlStatement<?> statement, String name, @Nullable Collection<String> texts) {
        statement.bind(name, new Texts(texts));
    }

    /** One type for a list and for none, because a batch takes its types from its first row. */
    private record Texts(@Nullable Collection<String> texts) implements Argument {
        @Override
        public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
            if (texts == null) {
                statement.setNull(position, Types.ARRAY);
            } else {
                statement.setArray(position, statement.getConnection().createArrayOf("varchar", texts.toArray()));
            }
        }
    }

    /** What is beyond all years is PostgreSQL's {@code infinity}, which somebody may have written by hand. */
    static OffsetDateTime utc(Instant time) {
        if (!time.isBefore(FOREVER)) {
            return OffsetDateTime.MAX;
        }
        return time.isAfter(NEVER) ? time.atOffset(ZoneOffset.UTC) : OffsetDateTime.MIN;
    }
}
