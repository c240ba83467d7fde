package dev.keystile.jdbc;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys from the tables of {@link JdbcSchema}. A look-up is one query by the unique index on the digest, read-only, and
 * gives up after two seconds in the database or five on the network.
 */
public final class JdbcKeyStore implements ApiKeyStore {

    private static final String FIND = KeyRow.SELECT + "WHERE k.digest = ?";
    /**
     * A key that somebody else changes just now is passed over: to wait for it while others wait for this transaction
     * would be a deadlock, of which a change by hand might be the victim.
     */
    private static final String USED = "UPDATE keystile_key SET last_used_at = ? WHERE id = ("
            + "SELECT id FROM keystile_key WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?"
            // The clock of the node that said so was wrong.
            + " OR last_used_at > CURRENT_TIMESTAMP) FOR UPDATE SKIP LOCKED)";

    private static final int QUERY_SECONDS = 2;
    /** So few that they are done within the time of a query, and hold their rows no longer. */
    private static final int USES_AT_ONCE = 500;

    private final DataSource reader;
    private final @Nullable DataSource writer;
    private final @Nullable PostgresChangeFeed feed;
    private final Runnable onClose;

    private JdbcKeyStore(
            DataSource reader, @Nullable DataSource writer, @Nullable PostgresChangeFeed feed, Runnable onClose) {
        this.reader = reader;
        this.writer = writer;
        this.feed = feed;
        this.onClose = onClose;
    }

    /** A store on these connections, which it does not close. It hears of no changes and records no use. */
    public JdbcKeyStore(DataSource reader) {
        this(reader, null, null, () -> {});
    }

    /** This store, which hears of changes and closes the feed with itself. */
    public JdbcKeyStore listeningTo(PostgresChangeFeed changes) {
        return new JdbcKeyStore(reader, writer, changes, onClose);
    }

    /** This store, which records on these connections when keys are used. */
    public JdbcKeyStore recordingUseWith(DataSource connections) {
        return new JdbcKeyStore(reader, connections, feed, onClose);
    }

    /** This store, which does this when it is closed. */
    public JdbcKeyStore closing(Runnable action) {
        return new JdbcKeyStore(reader, writer, feed, action);
    }

    @Override
    public @Nullable KeyRecord find(KeyDigest digest) throws KeyStoreException {
        try (PooledConnection pooled = PooledConnection.toRead(reader)) {
            return find(pooled.connection(), digest);
        } catch (SQLException e) {
            throw new KeyStoreException("a key cannot be looked up: " + DatabaseError.message(e), e);
        }
    }

    private static @Nullable KeyRecord find(Connection connection, KeyDigest digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            statement.setBytes(1, digest.toBytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? KeyRow.read(row) : null;
            }
        }
    }

    @Override
    public boolean recordsUse() {
        return writer != null;
    }

    @Override
    public void recordUse(Map<String, Instant> lastUses) throws KeyStoreException {
        if (writer == null) {
            return;
        }
        // In one order on every node, so that no two wait for each other's rows.
        List<Map.Entry<String, Instant>> uses = List.copyOf(new TreeMap<>(lastUses).entrySet());
        try (PooledConnection pooled = PooledConnection.toWrite(writer)) {
            for (int from = 0; from < uses.size(); from += USES_AT_ONCE) {
                recordUse(pooled.connection(), uses.subList(from, Math.min(from + USES_AT_ONCE, uses.size())));
                pooled.commit();
            }
        } catch (SQLException e) {
            throw new KeyStoreException("the use of keys cannot be recorded: " + DatabaseError.message(e), e);
        }
    }

    private static void recordUse(Connection connection, List<Map.Entry<String, Instant>> uses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(USED)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            for (Map.Entry<String, Instant> use : uses) {
                OffsetDateTime usedAt = use.getValue().atOffset(ZoneOffset.UTC);
                statement.setObject(1, usedAt);
                statement.setString(2, use.getKey());
                statement.setObject(3, usedAt);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void subscribe(KeyChanges listener) {
        if (feed != null) {
            feed.subscribe(listener);
        }
    }

    @Override
    public FeedState feed() {
        return feed == null ? FeedState.NONE : feed.state();
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        onClose.run();
    }
}
