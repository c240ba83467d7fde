package dev.keystile.demo.dashboard;

import dev.keystile.admin.AccountQuery;
import dev.keystile.key.AccountState;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in the operator's list of accounts: what is searched, and the page.
 *
 * @param search the beginning of ids or names; empty for all accounts
 * @param state the label of a state; empty for any
 * @param after the cursor of the page; empty for the first page
 */
public record AccountListPlace(String search, String state, String after) {

    private static final int PAGE = 50;

    /** The place that the parameters of a request name. An unknown state is any. */
    static AccountListPlace of(HttpServletRequest request) {
        String state = parameter(request, "state");
        return new AccountListPlace(
                parameter(request, "search"),
                AccountState.ofLabel(state).isPresent() ? state : "",
                parameter(request, "after"));
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "").strip();
    }

    /** The query of the page. */
    AccountQuery query() {
        AccountQuery query = AccountQuery.all().search(search).limit(PAGE).after(after.isEmpty() ? null : after);
        return AccountState.ofLabel(state)
                .map(only -> query.states(Set.of(only)))
                .orElse(query);
    }

    /** The same search at another page. */
    AccountListPlace at(@Nullable String cursor) {
        return new AccountListPlace(search, state, Objects.requireNonNullElse(cursor, ""));
    }

    /** Whether this is not the whole list. */
    public boolean isFiltered() {
        return !search.isEmpty() || !state.isEmpty();
    }

    /** The path and query of the page. */
    public String url() {
        StringBuilder url = new StringBuilder(AccountsPage.PATH);
        add(url, "search", search);
        add(url, "state", state);
        add(url, "after", after);
        return url.toString();
    }

    private static void add(StringBuilder url, String name, String value) {
        if (!value.isEmpty()) {
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
