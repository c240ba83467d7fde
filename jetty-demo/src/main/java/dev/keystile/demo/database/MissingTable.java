package dev.keystile.demo.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Recognises statements that failed because a table does not exist. */
public final class MissingTable {

    private static final String POSTGRESQL = "42P01";
    /** Three states, by whether others have a like name or there is none at all. */
    private static final String H2 = "42S0[234]";

    private MissingTable() {}

    /** Whether a statement failed because its table is not there. */
    public static boolean causes(JdbiException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException e ? e.getSQLState() : null;
            if (state != null && (state.equals(POSTGRESQL) || state.matches(H2))) {
                return true;
            }
        }
        return false;
    }
}
