package dev.keystile.demo.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as columns of type {@code TIMESTAMP WITH TIME ZONE}, whatever the zone of this process. */
public final class Times {

    private Times() {}

    /** What is bound to a statement. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What a column that is not null holds. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
