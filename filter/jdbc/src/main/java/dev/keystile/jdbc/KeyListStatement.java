package dev.keystile.jdbc;

import dev.keystile.admin.KeyCursor;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.KeyState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The SQL statement for a {@link KeyQuery}. It has only the conditions that the query needs, so that an index can be used,
 * and looks up accounts only for the keys of the page.
 */
final class KeyListStatement {

    private static final String SEARCH = "(LOWER(k.name) LIKE LOWER(:prefix) ESCAPE '!'"
            + " OR LOWER(k.id) LIKE LOWER(:prefix) ESCAPE '!' OR LOWER(k.last_four) = LOWER(:search))";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final @Nullable String accountId;
    private final @Nullable String environmentId;
    private final String order;

    private KeyListStatement(KeyQuery query) {
        boolean descending = query.descending();
        accountId = query.accountId();
        environmentId = query.environmentId();
        order = descending ? "ORDER BY k.created_at DESC, k.id DESC" : "ORDER BY k.created_at, k.id";
    }

    static KeyListStatement of(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) {
        KeyListStatement list = new KeyListStatement(query);
        if (query.environmentId() != null && query.accountId() == null) {
            list.where("q.environment_id = :environment", "environment", query.environmentId());
        }
        if (query.type() != null) {
            list.where("k.type = :type", "type", query.type().label());
        }
        if (!query.includesEveryState()) {
            list.where(states(query), "now", KeyParameters.utc(now));
        }
        String search = query.search() == null ? "" : query.search().strip();
        if (!search.isEmpty()) {
            list.where(SEARCH, "search", search);
            list.parameters.put("prefix", LikePrefix.of(search));
        }
        if (after != null) {
            String behind = query.descending() ? "<" : ">";
            list.where("(k.created_at, k.id) " + behind + " (:at, :id)", "at", KeyParameters.utc(after.createdAt()));
            list.parameters.put("id", after.id());
        }
        list.parameters.put("limit", limit);
        return list;
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    private static String states(KeyQuery query) {
        return query.states().stream()
                .sorted()
                .map(KeyListStatement::state)
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String state(KeyState state) {
        return switch (state) {
            case ACTIVE -> "k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > :now)";
            case EXPIRED -> "k.revoked_at IS NULL AND k.expires_at <= :now";
            case REVOKED -> "k.revoked_at IS NOT NULL";
        };
    }

    List<KeyDescription> run(Handle handle) {
        if (accountId == null) {
            String ofEnvironment = environmentId == null ? "" : "JOIN keystile_project q ON q.id = k.project_id ";
            return run(handle, page("keystile_key k " + ofEnvironment, conditions));
        }
        List<String> projects = new ProjectTable(handle).ids(accountId, environmentId);
        return projects.isEmpty() ? List.of() : run(handle, ofProjects(projects));
    }

    /** The page as the first of the pages of each project, so that an account with many keys is not read as a whole. */
    private String ofProjects(List<String> projects) {
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < projects.size(); i++) {
            parameters.put("project" + i, projects.get(i));
            List<String> ofProject = new ArrayList<>(conditions);
            ofProject.add("k.project_id = :project" + i);
            pages.add("(" + page("keystile_key k ", ofProject) + ")");
        }
        return page("(" + String.join(" UNION ALL ", pages) + ") k ", List.of());
    }

    private String page(String from, List<String> where) {
        return "SELECT k.* FROM " + from + (where.isEmpty() ? "" : "WHERE " + String.join(" AND ", where) + " ") + order
                + " LIMIT :limit";
    }

    private List<KeyDescription> run(Handle handle, String page) {
        Query query = handle.createQuery("SELECT " + KeyRow.COLUMNS + " FROM (" + page + ") k " + KeyRow.JOINS + order);
        parameters.forEach(query::bind);
        Dialect.planForParameters(handle, query);
        return query.map((row, context) -> KeyRow.describe(row)).list();
    }
}
