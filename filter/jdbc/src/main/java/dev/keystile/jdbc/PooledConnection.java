package dev.keystile.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;

/**
 * A connection of a pool that the application may share: returned with its original settings and without an open
 * transaction.
 */
final class PooledConnection implements AutoCloseable {

    private static final int NETWORK_MILLIS = 5_000;
    private static final int UNKNOWN = -1;

    private final Connection connection;
    private final boolean wasReadOnly;
    private final int networkMillis;

    private PooledConnection(Connection connection, boolean readOnly) throws SQLException {
        this.connection = connection;
        wasReadOnly = connection.isReadOnly();
        networkMillis = boundWaiting(connection);
        connection.setReadOnly(readOnly);
    }

    static PooledConnection toRead(DataSource dataSource) throws SQLException {
        return of(dataSource.getConnection(), true);
    }

    static PooledConnection toWrite(DataSource dataSource) throws SQLException {
        return of(dataSource.getConnection(), false);
    }

    private static PooledConnection of(Connection connection, boolean readOnly) throws SQLException {
        try {
            return new PooledConnection(connection, readOnly);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Sets a network timeout, since a frozen server cannot end a query in time. For a driver without it, the settings of the
     * pool have to suffice. */
    private static int boundWaiting(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return UNKNOWN;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Ends the transaction, if the pool hands out connections that have one. */
    void commit() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection lent = connection) {
            if (!lent.getAutoCommit()) {
                lent.rollback();
            }
            lent.setReadOnly(wasReadOnly);
            if (networkMillis != UNKNOWN) {
                lent.setNetworkTimeout(Runnable::run, networkMillis);
            }
        }
    }
}
