package dev.keystile.jdbc;

import dev.keystile.admin.AdminEvent;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Network;
import dev.keystile.yaml.MetadataText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Binds keys and entries of the audit to the parameters of statements. */
final class KeyParameters {

    private static final Instant FOREVER = OffsetDateTime.MAX.toInstant();
    private static final Instant NEVER = OffsetDateTime.MIN.toInstant();
    private static final int MAX_DETAIL = 4_096;

    private KeyParameters() {}

    /** Binds an entry of the audit; a detail that is too long for the column is cut. */
    static <S extends SqlStatement<S>> S bindAudit(S statement, AdminEvent event) {
        String detail = event.detail();
        return statement
                .bind("at", utc(event.at()))
                .bind("actor", event.actor().name())
                .bind("origin", event.actor().origin())
                .bind("action", event.action().label())
                .bind(
                        "account",
                        event.account() == null ? null : event.account().id())
                .bind(
                        "environment",
                        event.environment() == null ? null : event.environment().id())
                .bind("key", event.key() == null ? null : event.key().id())
                .bind("detail", detail.substring(0, Math.min(detail.length(), MAX_DETAIL)));
    }

    /** Binds a key to the parameters of an insert or an update; a parameter that the statement does not have is ignored. */
    static <S extends SqlStatement<S>> S bind(S statement, ApiKey key) {
        List<Network> networks = key.restrictions().networks();
        S bound = statement
                .bind("id", key.id())
                .bind("project", key.project().id())
                .bind("type", key.type().label())
                .bind("name", key.name())
                .bind("digest", key.digest().toBytes())
                .bind("lastFour", key.lastFour())
                .bind("metadata", MetadataText.write(key.metadata()));
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

    static void bindTime(SqlStatement<?> statement, String name, @Nullable Instant time) {
        statement.bindBySqlType(name, time == null ? null : utc(time), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void bindList(SqlStatement<?> statement, String name, @Nullable Collection<String> texts) {
        statement.bind(name, new Texts(texts));
    }

    /** An SQL array, also for null: a batch takes the type of each parameter from its first row. */
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

    /** A time in UTC; a time beyond all years becomes {@code infinity} of PostgreSQL, which may have been written by hand. */
    static OffsetDateTime utc(Instant time) {
        if (!time.isBefore(FOREVER)) {
            return OffsetDateTime.MAX;
        }
        return time.isAfter(NEVER) ? time.atOffset(ZoneOffset.UTC) : OffsetDateTime.MIN;
    }
}
