package dev.keystile.demo.database;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Recognises failures of the database connection, as opposed to errors of a statement. */
public final class DatabaseOutage {

    private DatabaseOutage() {}

    /**
     * Whether the connection caused the failure: there was none, it broke (SQLSTATE class 08), or the server is being
     * stopped (class 57).
     */
    public static boolean causes(JdbiException failure) {
        if (failure instanceof ConnectionException) {
            return true;
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException e ? e.getSQLState() : null;
            if (state != null && (state.startsWith("08") || state.startsWith("57"))) {
                return true;
            }
        }
        return false;
    }
}
