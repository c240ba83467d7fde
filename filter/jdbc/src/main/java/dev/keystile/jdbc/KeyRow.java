package dev.keystile.jdbc;

import dev.keystile.admin.KeyDescription;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.key.Origin;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.yaml.MetadataText;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a key from a row of {@code keystile_key} joined with its project, its account and its environment. */
final class KeyRow {

    /** Joins {@code keystile_key k} with what a key belongs to: one row by a primary key each. */
    static final String JOINS = """
            JOIN keystile_project p ON p.id = k.project_id
            JOIN keystile_account a ON a.id = p.account_id
            JOIN keystile_environment e ON e.id = p.environment_id
            """;

    static final String COLUMNS = """
            k.id, k.type, k.name, k.digest, k.last_four, k.scopes, k.allowed_origins, k.allowed_networks, k.metadata,
            k.created_at, k.expires_at, k.revoked_at, k.last_used_at, k.project_id,
            e.id AS environment_id, e.name AS environment_name,
            """ + AccountRow.COLUMNS;

    static final String SELECT = "SELECT " + COLUMNS + " FROM keystile_key k " + JOINS;

    private static final Logger LOG = LoggerFactory.getLogger(KeyRow.class);

    private KeyRow() {}

    /** @throws SQLException also if the row is not a valid key */
    static ApiKey read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        try {
            return ApiKey.stored(
                    id,
                    KeyType.ofLabel(row.getString("type")).orElseThrow(IllegalArgumentException::new),
                    AccountRow.project(row),
                    row.getString("name"),
                    KeyDigest.ofBytes(row.getBytes("digest")),
                    row.getString("last_four"),
                    scopes(id, row),
                    restrictions(id, row),
                    MetadataText.read(row.getString("metadata")),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    instant(row, "expires_at"),
                    instant(row, "revoked_at"),
                    LOG::warn);
        } catch (IllegalArgumentException e) {
            throw new SQLDataException("the row of key " + id + " is wrong: " + e.getMessage(), e);
        }
    }

    /** @throws SQLException also if the row is not a valid key */
    static KeyDescription describe(ResultSet row) throws SQLException {
        return new KeyDescription(read(row), instant(row, "last_used_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Scopes scopes(String id, ResultSet row) throws SQLException {
        List<String> scopes = wellFormed(id, texts(row, "scopes"), Scopes::isScope, Scopes.FORM);
        return scopes == null ? Scopes.all() : Scopes.of(scopes);
    }

    private static Restrictions restrictions(String id, ResultSet row) throws SQLException {
        return Restrictions.of(
                wellFormed(id, texts(row, "allowed_origins"), Origin::isOrigin, Origin.FORM),
                wellFormed(id, texts(row, "allowed_networks"), Network::isNetwork, Network.FORM));
    }

    /** A malformed value, which was written by hand, allows nothing. It must not make the store fail. */
    private static @Nullable List<String> wellFormed(
            String id, @Nullable List<String> texts, Predicate<String> check, String form) {
        if (texts == null) {
            return null;
        }
        List<String> good = texts.stream().filter(check).toList();
        if (good.size() < texts.size()) {
            LOG.warn("Key {} has an entry that allows nothing; it must be {}", id, form);
        }
        return good;
    }

    private static @Nullable List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        if (array == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) array.getArray()) {
            // A NULL among the texts is ill-formed wherever it stands.
            texts.add(text == null ? "" : text.toString());
        }
        return texts;
    }
}
