package dev.keystile.store;

import dev.keystile.key.KeyRecord;
import dev.keystile.key.PrintableText;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What of a key is to change. A registry applies it to the key as it is at the moment of the change, so that two edits
 * at once, one of the origins and one of the networks, both hold. Immutable.
 *
 * <pre>{@code
 * registry.edit(keyId, KeyEdit.none().name("build").networks(List.of("203.0.113.0/24")));
 * }</pre>
 */
public final class KeyEdit {

    private static final KeyEdit NONE = new KeyEdit(key -> key);

    private final UnaryOperator<KeyRecord> change;

    private KeyEdit(UnaryOperator<KeyRecord> change) {
        this.change = change;
    }

    /** An edit that leaves everything as it is. */
    public static KeyEdit none() {
        return NONE;
    }

    /**
     * This edit, and another name.
     *
     * @throws IllegalArgumentException if it is not {@linkplain PrintableText printable}
     */
    public KeyEdit name(String name) {
        PrintableText.require("the key's name", name);
        return and(key -> key.edited(name, key.scopes(), key.restrictions()));
    }

    /** This edit, and other scopes. */
    public KeyEdit scopes(Scopes scopes) {
        return and(key -> key.edited(key.name(), scopes, key.restrictions()));
    }

    /**
     * This edit, and other origins; the networks stay.
     *
     * @param origins null for any
     * @throws IllegalArgumentException if one is not of the form of an origin
     */
    public KeyEdit origins(@Nullable Collection<String> origins) {
        Restrictions given = Restrictions.of(origins, null);
        return limit(restrictions -> new Restrictions(given.origins(), restrictions.networks()));
    }

    /**
     * This edit, and other networks; the origins stay.
     *
     * @param networks null for any
     * @throws IllegalArgumentException if one is not of the form of a network
     */
    public KeyEdit networks(@Nullable Collection<String> networks) {
        Restrictions given = Restrictions.of(null, networks);
        return limit(restrictions -> new Restrictions(restrictions.origins(), given.networks()));
    }

    private KeyEdit limit(UnaryOperator<Restrictions> next) {
        return and(key -> key.edited(key.name(), key.scopes(), next.apply(key.restrictions())));
    }

    private KeyEdit and(UnaryOperator<KeyRecord> next) {
        return new KeyEdit(key -> next.apply(change.apply(key)));
    }

    /** The key after the change. */
    public KeyRecord applyTo(KeyRecord key) {
        return change.apply(key);
    }
}
