package dev.keystile.key;

import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scopes of a secret key: all scopes, or a list (RFC 6749, section 3.3), which may be empty. Immutable.
 *
 * <pre>{@code
 * Scopes scopes = Scopes.of(List.of("orders:read"));
 * scopes.includes("orders:write"); // false
 * }</pre>
 */
public final class Scopes {

    /** What a scope must be, for messages. */
    public static final String FORM = "one or more printable ASCII characters without space, quote or backslash";

    private static final Scopes ALL = new Scopes(Set.of(), true);
    private static final Scopes NONE = new Scopes(Set.of(), false);

    private final Set<String> values;
    private final boolean unrestricted;

    private Scopes(Set<String> values, boolean unrestricted) {
        this.values = values;
        this.unrestricted = unrestricted;
    }

    /** All scopes: those of a key for which no list was set. */
    public static Scopes all() {
        return ALL;
    }

    /**
     * The scopes of a list.
     *
     * @throws IllegalArgumentException if a value is not a scope-token of RFC 6749
     */
    public static Scopes of(Collection<String> values) {
        for (String value : values) {
            if (!isScope(value)) {
                throw new IllegalArgumentException("scope '" + value + "' must be " + FORM);
            }
        }
        return values.isEmpty() ? NONE : new Scopes(Collections.unmodifiableSet(new TreeSet<>(values)), false);
    }

    /** Whether these are {@linkplain #all() all} scopes. */
    public boolean isUnrestricted() {
        return unrestricted;
    }

    /** The listed scopes in alphabetical order; empty also when {@linkplain #isUnrestricted() unrestricted}. */
    public Set<String> values() {
        return values;
    }

    /** Whether this scope is included. */
    public boolean includes(String scope) {
        return unrestricted || values.contains(scope);
    }

    /** Whether all of these scopes are included. */
    public boolean includesAll(Set<String> required) {
        return unrestricted || required.isEmpty() || values.containsAll(required);
    }

    /** Whether the text is a scope-token of RFC 6749. */
    public static boolean isScope(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && unrestricted == that.unrestricted && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, unrestricted);
    }

    @Override
    public String toString() {
        return unrestricted ? "all" : String.join(" ", values);
    }
}
