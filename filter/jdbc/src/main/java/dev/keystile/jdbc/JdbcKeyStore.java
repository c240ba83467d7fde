package dev.keystile.jdbc;

import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.UnreadableRecordException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
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
 * The keys in the tables of {@link JdbcSchema}. A look-up is one read-only query by the unique index on the digest. Its
 * timeout is two seconds in the database and five on the network.
 */
public final class JdbcKeyStore implements ApiKeyStore {

    private static final String FIND = KeyRow.SELECT + "WHERE k.digest = ?";
    /**
     * Skips a row that another transaction has locked: two transactions that wait for rows of each other would be a deadlock,
     * and the database might end the change of a key for this statement.
     */
    private static final String USED = "UPDATE keystile_key SET last_used_at = ? WHERE id = ("
            + "SELECT id FROM keystile_key WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?"
            // A time in the future comes from a node whose clock was wrong.
            + " OR last_used_at > CURRENT_TIMESTAMP) FOR UPDATE SKIP LOCKED)";

    private static final int QUERY_SECONDS = 2;
    /** The max size of a batch: small enough for the timeout of a query, so that rows are not locked for longer. */
    private static final int BATCH_SIZE = 500;

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

    /** A store on a data source, which is not closed. Reports no changes and records no use. */
    public JdbcKeyStore(DataSource reader) {
        this(reader, null, null, () -> {});
    }

    /** This store, which reports the changes of a feed, and closes the feed when it is closed. */
    public JdbcKeyStore listeningTo(PostgresChangeFeed changes) {
        return new JdbcKeyStore(reader, writer, changes, onClose);
    }

    /** This store, which records the use of keys on a data source. */
    public JdbcKeyStore recordingUseWith(DataSource connections) {
        return new JdbcKeyStore(reader, connections, feed, onClose);
    }

    /** This store, which runs an action when it is closed. */
    public JdbcKeyStore closing(Runnable action) {
        return new JdbcKeyStore(reader, writer, feed, action);
    }

    @Override
    public @Nullable ApiKey find(KeyDigest digest) throws KeyStoreException {
        try (PooledConnection pooled = PooledConnection.toRead(reader)) {
            return find(pooled.connection(), digest);
        } catch (SQLDataException e) {
            throw new UnreadableRecordException(String.valueOf(e.getMessage()), e);
        } catch (SQLException e) {
            throw new KeyStoreException("a key cannot be looked up: " + DatabaseError.message(e), e);
        }
    }

    private static @Nullable ApiKey find(Connection connection, KeyDigest digest) throws SQLException {
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
        // In the same order on every node, so that no two nodes wait for rows of each other.
        List<Map.Entry<String, Instant>> uses = List.copyOf(new TreeMap<>(lastUses).entrySet());
        try (PooledConnection pooled = PooledConnection.toWrite(writer)) {
            for (int from = 0; from < uses.size(); from += BATCH_SIZE) {
                recordUse(pooled.connection(), uses.subList(from, Math.min(from + BATCH_SIZE, uses.size())));
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
