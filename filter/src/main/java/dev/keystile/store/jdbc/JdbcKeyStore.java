package dev.keystile.store.jdbc;

import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyRecord;
import dev.keystile.store.ApiKeyStore;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.ZoneOffset;
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
    private static final String USED =
            "UPDATE keystile_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    private static final int QUERY_SECONDS = 2;
    private static final int NETWORK_MILLIS = 5_000;

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
        try (Connection connection = reader.getConnection()) {
            boundWaiting(connection);
            boolean writable = !connection.isReadOnly();
            connection.setReadOnly(true);
            try {
                return find(connection, digest);
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                connection.setReadOnly(!writable);
            }
        } catch (SQLException e) {
            throw new KeyStoreException("a key cannot be looked up: " + e.getMessage(), e);
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

    /** A frozen server cannot end a query in time. */
    private static void boundWaiting(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
        } catch (SQLFeatureNotSupportedException e) {
            // Then the driver's own settings have to do.
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
        try (Connection connection = writer.getConnection()) {
            boundWaiting(connection);
            try (PreparedStatement statement = connection.prepareStatement(USED)) {
                statement.setQueryTimeout(QUERY_SECONDS);
                // In one order on every node, so that no two wait for each other's rows.
                for (Map.Entry<String, Instant> use : new TreeMap<>(lastUses).entrySet()) {
                    statement.setObject(1, use.getValue().atOffset(ZoneOffset.UTC));
                    statement.setString(2, use.getKey());
                    statement.setObject(3, use.getValue().atOffset(ZoneOffset.UTC));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new KeyStoreException("the use of keys cannot be recorded: " + e.getMessage(), e);
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
