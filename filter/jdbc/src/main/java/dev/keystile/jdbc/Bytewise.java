package dev.keystile.jdbc;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/** The order of the characters as in ASCII, which H2 has by itself and PostgreSQL has by a collation. */
final class Bytewise {

    private Bytewise() {}

    /**
     * The expression for {@code ORDER BY} and comparisons.
     *
     * @param column a column of ASCII texts
     * @throws JdbiException if the database does not answer
     */
    static String order(Handle handle, String column) {
        try {
            boolean postgres = handle.getConnection()
                    .getMetaData()
                    .getDatabaseProductName()
                    .equals("PostgreSQL");
            return postgres ? column + " COLLATE \"C\"" : column;
        } catch (SQLException e) {
            throw new UnableToProduceResultException(e);
        }
    }
}
