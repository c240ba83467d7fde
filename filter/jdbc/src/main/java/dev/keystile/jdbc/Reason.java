package dev.keystile.jdbc;

import java.sql.SQLException;

/** What a database says is wrong, without the statement and its parameters that drivers like to add. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        return String.valueOf(innermost(failure).getMessage()).split("; SQL statement:", 2)[0];
    }

    /** The state of the SQL standard; empty if there is none. */
    static String state(Throwable failure) {
        return innermost(failure) instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    /** A batch's failure tells of the whole batch, and what is wrapped in it of the one row. */
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
