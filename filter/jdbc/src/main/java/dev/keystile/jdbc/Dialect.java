package dev.keystile.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/** Where PostgreSQL and H2 differ. */
final class Dialect {

    private Dialect() {}

    /**
     * Whether the database is PostgreSQL.
     *
     * @throws UnableToProduceResultException if the database does not respond
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

    /**
     * Has PostgreSQL plan a query for its parameters each time. A plan for any parameters, which the server makes of a
     * prepared statement after some executions, reads all rows for a search that few rows match.
     */
    static void planForParameters(Handle handle, Query query) {
        if (isPostgres(handle)) {
            query.addCustomizer(new StatementCustomizer() {
                @Override
                public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
                    if (statement.isWrapperFor(PGStatement.class)) {
                        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                    }
                }
            });
        }
    }
}
