package dev.keystile.admin;

import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a list holds, and which part of the list. Immutable.
 *
 * <pre>{@code
 * KeyQuery query = KeyQuery.all().environment("demo").states(Set.of(KeyState.ACTIVE)).limit(50);
 * KeyPage page = admin.list(query);
 * while (page.next() != null) {
 *     page = admin.list(query.after(page.next()));
 * }
 * }</pre>
 *
 * @param environmentId the environment that the keys open; null for any
 * @param type their type; null for both
 * @param states the states that they are in; empty for any
 * @param search what their name or id begins with, or what their last four characters are, in any letter case; null or
 *     empty for anything
 * @param descending whether the keys come in the reverse order of their making
 * @param limit how many at most, 1 to {@link #MAX_LIMIT}
 * @param after the {@link KeyPage#next()} of the page before; null for the first page
 */
public record KeyQuery(
        @Nullable String environmentId,
        @Nullable KeyType type,
        Set<KeyState> states,
        @Nullable String search,
        boolean descending,
        int limit,
        @Nullable String after) {

    /** How many keys a page has where nothing else is said. */
    public static final int DEFAULT_LIMIT = 100;

    /** How many keys a page may have. */
    public static final int MAX_LIMIT = 1_000;

    private static final KeyQuery ALL = new KeyQuery(null, null, Set.of(), null, false, DEFAULT_LIMIT, null);

    /** Copies the states. */
    public KeyQuery {
        states = Set.copyOf(states);
    }

    /** All keys, in the order of their making: the first {@link #DEFAULT_LIMIT}. */
    public static KeyQuery all() {
        return ALL;
    }

    /** This query for the keys of one environment; null for any. */
    public KeyQuery environment(@Nullable String id) {
        return new KeyQuery(id, type, states, search, descending, limit, after);
    }

    /** This query for keys of one type; null for both. */
    public KeyQuery type(@Nullable KeyType wanted) {
        return new KeyQuery(environmentId, wanted, states, search, descending, limit, after);
    }

    /** This query for keys in these states; empty for any. */
    public KeyQuery states(Set<KeyState> wanted) {
        return new KeyQuery(environmentId, type, wanted, search, descending, limit, after);
    }

    /** This query for keys that a text finds; null or empty for all. */
    public KeyQuery search(@Nullable String text) {
        return new KeyQuery(environmentId, type, states, text, descending, limit, after);
    }

    /** This query with the newest key first. */
    public KeyQuery newestFirst() {
        return new KeyQuery(environmentId, type, states, search, true, limit, after);
    }

    /** This query for so many keys at most. */
    public KeyQuery limit(int most) {
        return new KeyQuery(environmentId, type, states, search, descending, most, after);
    }

    /** This query for what follows a page; null for the first page. */
    public KeyQuery after(@Nullable String cursor) {
        return new KeyQuery(environmentId, type, states, search, descending, limit, cursor);
    }

    /** Whether keys in this state belong to the list. */
    public boolean includes(KeyState state) {
        return states.isEmpty() || states.contains(state);
    }

    /** Whether keys in any state belong to the list. */
    public boolean includesEveryState() {
        return states.isEmpty()
                || states.size() == EnumSet.allOf(KeyState.class).size();
    }
}
