package dev.keystile.jdbc;

import java.sql.SQLException;

/** Reads the error of a database out of an exception. */
final class DatabaseError {

    /** The SQLSTATE of a unique constraint. */
    static final String DUPLICATE = "23505";

    private DatabaseError() {}

    /** The message of the database, without the statement and the parameters that a driver may add. */
    static String message(Throwable failure) {
        return String.valueOf(innermost(failure).getMessage()).split("; SQL statement:", 2)[0];
    }

    /** The SQLSTATE; empty if there is none. */
    static String state(Throwable failure) {
        return innermost(failure) instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    /** Whether a row was not added because its id, or another value that must be unique, is there already. */
    static boolean isDuplicate(Throwable failure) {
        return state(failure).equals(DUPLICATE);
    }

    /** The innermost {@link SQLException}: for a batch, this is the error of the row, and not that of the whole batch. */
    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                innermost = cause;
            }
        }
        return innermost;
    }
}
