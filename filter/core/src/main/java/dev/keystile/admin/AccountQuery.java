package dev.keystile.admin;

import dev.keystile.key.AccountState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filter and the page of a list of accounts. Immutable.
 *
 * <pre>{@code
 * AccountQuery query = AccountQuery.all().search("acm").states(Set.of(AccountState.SUSPENDED));
 * AccountPage page = accounts.list(query);
 * while (page.next() != null) {
 *     page = accounts.list(query.after(page.next()));
 * }
 * }</pre>
 *
 * @param search the beginning of the id or the name, in any letter case, without wildcards; null or empty for all accounts
 * @param states the states of the accounts; empty for any
 * @param limit the max size of the page, 1 to {@link #MAX_LIMIT}
 * @param after the {@link AccountPage#next()} of the previous page; null for the first page
 */
public record AccountQuery(
        @Nullable String search,
        Set<AccountState> states,
        int limit,
        @Nullable String after) {

    /** The default size of a page. */
    public static final int DEFAULT_LIMIT = 100;

    /** The max size of a page. */
    public static final int MAX_LIMIT = 1_000;

    private static final AccountQuery ALL = new AccountQuery(null, Set.of(), DEFAULT_LIMIT, null);

    /** Copies the states. */
    public AccountQuery {
        states = Set.copyOf(states);
    }

    /** All accounts: the first {@link #DEFAULT_LIMIT}. */
    public static AccountQuery all() {
        return ALL;
    }

    /** This query with a search text; null or empty for all accounts. */
    public AccountQuery search(@Nullable String text) {
        return new AccountQuery(text, states, limit, after);
    }

    /** This query for accounts in these states; empty for any. */
    public AccountQuery states(Set<AccountState> wanted) {
        return new AccountQuery(search, wanted, limit, after);
    }

    /** This query with another max size of the page. */
    public AccountQuery limit(int max) {
        return new AccountQuery(search, states, max, after);
    }

    /** This query for the page behind a cursor; null for the first page. */
    public AccountQuery after(@Nullable String cursor) {
        return new AccountQuery(search, states, limit, cursor);
    }

    /** Whether the list includes accounts in this state. */
    public boolean includes(AccountState state) {
        return states.isEmpty() || states.contains(state);
    }
}
