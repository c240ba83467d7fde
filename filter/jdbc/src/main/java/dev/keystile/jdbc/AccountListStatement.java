package dev.keystile.jdbc;

import dev.keystile.admin.AccountQuery;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The SQL statement for an {@link AccountQuery}, with only the conditions that the query needs. */
final class AccountListStatement {

    private static final String SEARCH =
            "(LOWER(a.id) LIKE LOWER(:prefix) ESCAPE '!' OR LOWER(a.name) LIKE LOWER(:prefix) ESCAPE '!')";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> states;
    private final String order;

    private AccountListStatement(List<String> states, String order) {
        this.states = states;
        this.order = order;
    }

    /** @param order the id as the expression of the order */
    static AccountListStatement of(AccountQuery query, int limit, String order) {
        List<String> states =
                query.states().stream().sorted().map(AccountState::label).toList();
        AccountListStatement list = new AccountListStatement(states, order);
        if (!states.isEmpty()) {
            list.conditions.add("a.state IN (<states>)");
        }
        String search = query.search() == null ? "" : query.search().strip();
        if (!search.isEmpty()) {
            list.where(SEARCH, "prefix", LikePrefix.of(search));
        }
        if (query.after() != null) {
            list.where(order + " > :after", "after", query.after());
        }
        list.parameters.put("limit", limit);
        return list;
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    /** @param select the statement up to its conditions */
    List<AccountRecord> run(Handle handle, String select) {
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
        Query query = handle.createQuery(select + where + "ORDER BY " + order + " LIMIT :limit");
        if (!states.isEmpty()) {
            query.bindList("states", states);
        }
        parameters.forEach(query::bind);
        Dialect.planForParameters(handle, query);
        return query.map((row, context) -> AccountRow.read(row)).list();
    }
}
