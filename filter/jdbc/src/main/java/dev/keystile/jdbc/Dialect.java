package dev.keystile.jdbc;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/** Where PostgreSQL and H2 differ. */
final class Dialect {

    private Dialect() {}

    /**
     * Whether the database is PostgreSQL.
     *
     * @throws UnableToProduceResultException if the database does not answer
     */
    static boolean isPostgres(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new UnableToProduceResultException(e);
        }
    }

    /** The expression that orders a column of texts as in ASCII: H2 does so by itself, PostgreSQL by a collation. */
    static String bytewise(Handle handle, String column) {
        return isPostgres(handle) ? column + " COLLATE \"C\"" : column;
    }
}
