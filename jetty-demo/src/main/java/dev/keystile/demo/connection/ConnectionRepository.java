package dev.keystile.demo.connection;

import dev.keystile.demo.api.Page;
import dev.keystile.demo.api.PageRequest;
import dev.keystile.demo.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the connections of one project from the database, and no others. */
public final class ConnectionRepository {

    private static final String SELECT = """
            SELECT id, organization_id, name, connection_type, domain_id, domain, created_at, updated_at
            FROM demo_connection WHERE project_id = :project
            """;

    private final Jdbi jdbi;
    private final String projectId;

    /** The repository of one project. */
    public ConnectionRepository(Jdbi jdbi, String projectId) {
        this.jdbi = jdbi;
        this.projectId = projectId;
    }

    /** The connection with this identifier; empty if this project has none. */
    public Optional<Connection> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " AND id = :id")
                .bind("project", projectId)
                .bind("id", id)
                .map((row, context) -> connection(row))
                .findOne());
    }

    /** The oldest connection that matches the filter. */
    public Optional<Connection> first(ConnectionFilter filter) {
        return beyond(filter, null, true, 1).stream().findFirst();
    }

    /** A page of the connections that match the filter. */
    Page<Connection> list(PageRequest request, ConnectionFilter filter) {
        return Page.read(request, (from, ascending, limit) -> beyond(filter, from, ascending, limit), Connection::id);
    }

    private List<Connection> beyond(ConnectionFilter filter, @Nullable String from, boolean ascending, int limit) {
        String sql = SELECT
                + (filter.type() == null ? "" : " AND connection_type = :type")
                + (filter.domain() == null ? "" : " AND domain = :domain")
                + (filter.organizationId() == null ? "" : " AND organization_id = :organization")
                + (from == null ? "" : ascending ? " AND id > :from" : " AND id < :from")
                + (ascending ? " ORDER BY id LIMIT :limit" : " ORDER BY id DESC LIMIT :limit");
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("project", projectId).bind("limit", limit);
            bind(query, "type", filter.type());
            bind(query, "domain", filter.domain());
            bind(query, "organization", filter.organizationId());
            bind(query, "from", from);
            return query.map((row, context) -> connection(row)).list();
        });
    }

    private static void bind(Query query, String name, @Nullable String value) {
        if (value != null) {
            query.bind(name, value);
        }
    }

    private static Connection connection(ResultSet row) throws SQLException {
        String domain = row.getString("domain");
        return new Connection(
                row.getString("id"),
                row.getString("organization_id"),
                row.getString("name"),
                row.getString("connection_type"),
                "active",
                "linked",
                domain == null ? List.of() : List.of(new Connection.Domain(row.getString("domain_id"), domain)),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }
}
