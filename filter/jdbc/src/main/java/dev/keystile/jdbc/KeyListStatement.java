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
    private final String order;

    private KeyListStatement(boolean descending) {
        order = descending ? "ORDER BY k.created_at DESC, k.id DESC" : "ORDER BY k.created_at, k.id";
    }

    static KeyListStatement of(KeyQuery query, @Nullable KeyCursor after, int limit, Instant now) {
        KeyListStatement list = new KeyListStatement(query.descending());
        if (query.accountId() != null) {
            list.where("q.account_id = :account", "account", query.accountId());
        }
        if (query.environmentId() != null) {
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

    String sql() {
        String ofProject = parameters.containsKey("account") || parameters.containsKey("environment")
                ? "JOIN keystile_project q ON q.id = k.project_id "
                : "";
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
        return "SELECT " + KeyRow.COLUMNS + " FROM (SELECT k.* FROM keystile_key k " + ofProject + where + order
                + " LIMIT :limit) k " + KeyRow.JOINS + order;
    }

    List<KeyDescription> run(Handle handle) {
        Query query = handle.createQuery(sql());
        parameters.forEach(query::bind);
        return query.map((row, context) -> KeyRow.describe(row)).list();
    }
}
