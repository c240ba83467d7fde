package dev.keystile.admin;

import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filter, the order and the page of a list of keys. Immutable.
 *
 * <pre>{@code
 * KeyQuery query = KeyQuery.all().environment("demo").states(Set.of(KeyState.ACTIVE)).limit(50);
 * KeyPage page = admin.list(query);
 * while (page.next() != null) {
 *     page = admin.list(query.after(page.next()));
 * }
 * }</pre>
 *
 * @param accountId the account of the keys; null for any
 * @param environmentId the environment of the keys; null for any
 * @param type the type of the keys; null for both
 * @param states the states of the keys; empty for any
 * @param search the beginning of the name or the id, or the last four characters, in any letter case; null or empty for
 *     all keys
 * @param descending whether the newest key comes first
 * @param limit the max size of the page, 1 to {@link #MAX_LIMIT}
 * @param after the {@link KeyPage#next()} of the previous page; null for the first page
 */
public record KeyQuery(
        @Nullable String accountId,
        @Nullable String environmentId,
        @Nullable KeyType type,
        Set<KeyState> states,
        @Nullable String search,
        boolean descending,
        int limit,
        @Nullable String after) {

    /** The default size of a page. */
    public static final int DEFAULT_LIMIT = 100;

    /** The max size of a page. */
    public static final int MAX_LIMIT = 1_000;

    private static final KeyQuery ALL = new KeyQuery(null, null, null, Set.of(), null, false, DEFAULT_LIMIT, null);

    /** Copies the states. */
    public KeyQuery {
        states = Set.copyOf(states);
    }

    /** All keys, in the order of creation: the first {@link #DEFAULT_LIMIT}. */
    public static KeyQuery all() {
        return ALL;
    }

    /** This query for the keys of one account; null for any. */
    public KeyQuery account(@Nullable String id) {
        return new KeyQuery(id, environmentId, type, states, search, descending, limit, after);
    }

    /** This query for the keys of one environment; null for any. */
    public KeyQuery environment(@Nullable String id) {
        return new KeyQuery(accountId, id, type, states, search, descending, limit, after);
    }

    /** This query for keys of one type; null for both. */
    public KeyQuery type(@Nullable KeyType wanted) {
        return new KeyQuery(accountId, environmentId, wanted, states, search, descending, limit, after);
    }

    /** This query for keys in these states; empty for any. */
    public KeyQuery states(Set<KeyState> wanted) {
        return new KeyQuery(accountId, environmentId, type, wanted, search, descending, limit, after);
    }

    /** This query with a search text; null or empty for all keys. */
    public KeyQuery search(@Nullable String text) {
        return new KeyQuery(accountId, environmentId, type, states, text, descending, limit, after);
    }

    /** This query with the newest key first. */
    public KeyQuery newestFirst() {
        return new KeyQuery(accountId, environmentId, type, states, search, true, limit, after);
    }

    /** This query with another max size of the page. */
    public KeyQuery limit(int most) {
        return new KeyQuery(accountId, environmentId, type, states, search, descending, most, after);
    }

    /** This query for the page behind a cursor; null for the first page. */
    public KeyQuery after(@Nullable String cursor) {
        return new KeyQuery(accountId, environmentId, type, states, search, descending, limit, cursor);
    }

    /** Whether the list includes keys in this state. */
    public boolean includes(KeyState state) {
        return states.isEmpty() || states.contains(state);
    }

    /** Whether the list includes keys in every state. */
    public boolean includesEveryState() {
        return states.isEmpty()
                || states.size() == EnumSet.allOf(KeyState.class).size();
    }
}
