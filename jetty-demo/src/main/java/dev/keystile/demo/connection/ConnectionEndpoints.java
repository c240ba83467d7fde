package dev.keystile.demo.connection;

import dev.keystile.demo.api.ApiException;
import dev.keystile.demo.api.ApiResponse;
import dev.keystile.demo.api.ApiServlet;
import dev.keystile.demo.api.PageRequestReader;
import dev.keystile.demo.api.RequestIdentity;
import dev.keystile.demo.api.SortableIds;
import dev.keystile.demo.project.ProjectContent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The API endpoints of connections. Each request sees only the connections of its own project. */
public final class ConnectionEndpoints {

    private final Jdbi jdbi;
    private final ProjectContent content;

    /**
     * The endpoints for the connections in a database.
     *
     * @param content makes the first content of projects
     */
    public ConnectionEndpoints(Jdbi jdbi, ProjectContent content) {
        this.jdbi = jdbi;
        this.content = content;
    }

    /** The list, {@code /connections}. */
    public ApiServlet collection() {
        return ApiServlet.of(Map.of("GET", this::list));
    }

    /** A single connection, {@code /connections/*}. */
    public ApiServlet item() {
        return ApiServlet.of(Map.of("GET", this::get));
    }

    private ConnectionRepository repository(HttpServletRequest request) {
        String projectId = RequestIdentity.projectId(request);
        content.prepare(projectId);
        return new ConnectionRepository(jdbi, projectId);
    }

    private ApiResponse list(HttpServletRequest request) {
        String domain = value(request, "domain");
        ConnectionFilter filter = new ConnectionFilter(
                value(request, "connection_type"),
                domain == null ? null : domain.toLowerCase(Locale.ROOT),
                value(request, "organization_id"));
        return ApiResponse.ok(repository(request).list(PageRequestReader.read(request, "conn"), filter));
    }

    private ApiResponse get(HttpServletRequest request) {
        String below = request.getPathInfo();
        String id = below == null ? "" : below.substring(1);
        ConnectionRepository repository = repository(request);
        if (!SortableIds.isId(id, "conn")) {
            throw ApiException.notFound("connection");
        }
        return ApiResponse.ok(repository.find(id).orElseThrow(() -> ApiException.notFound("connection")));
    }

    private static @Nullable String value(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value.replace('\0', '?');
    }
}
