package dev.keystile.admin;

import dev.keystile.key.ApiKey;
import dev.keystile.key.InvalidKeyException;
import dev.keystile.key.Restrictions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change of some values of a key. {@link KeyAdmin} applies and checks the edit in the transaction, so that two concurrent
 * edits, one of the name and one of the networks, both take effect. Immutable.
 *
 * <pre>{@code
 * admin.edit(actor, keyId, KeyEdit.none().name("build").networks(List.of("203.0.113.0/24")));
 * }</pre>
 */
public final class KeyEdit {

    private static final KeyEdit NONE = new KeyEdit(key -> key);

    private final UnaryOperator<ApiKey> change;

    private KeyEdit(UnaryOperator<ApiKey> change) {
        this.change = change;
    }

    /** An edit that changes nothing. */
    public static KeyEdit none() {
        return NONE;
    }

    /** This edit, and another name. */
    public KeyEdit name(String name) {
        return and(key -> key.edited(name, key.scopes(), key.restrictions()));
    }

    /** This edit, and other scopes; null for every scope. */
    public KeyEdit scopes(@Nullable Collection<String> scopes) {
        List<String> given = copy(scopes);
        return and(key -> key.edited(key.name(), KeyLimits.scopes(given), key.restrictions()));
    }

    /** This edit, and other origins, null for any; the networks stay. */
    public KeyEdit origins(@Nullable Collection<String> origins) {
        List<String> given = copy(origins);
        return limit(restrictions -> new Restrictions(KeyLimits.origins(given), restrictions.networks()));
    }

    /** This edit, and other networks, null for any; the origins stay. */
    public KeyEdit networks(@Nullable Collection<String> networks) {
        List<String> given = copy(networks);
        return limit(restrictions -> new Restrictions(restrictions.origins(), KeyLimits.networks(given)));
    }

    /** This edit, and other metadata in place of all that there is. */
    public KeyEdit metadata(Map<String, String> metadata) {
        Map<String, String> given = new LinkedHashMap<>(metadata);
        return and(key -> key.with(given));
    }

    /** This edit, and another value of one name of the metadata, null to remove the name; the other names stay. */
    public KeyEdit metadata(String name, @Nullable String value) {
        return and(key -> key.with(MetadataEdit.with(key.metadata(), name, value)));
    }

    private KeyEdit limit(UnaryOperator<Restrictions> next) {
        return and(key -> key.edited(key.name(), key.scopes(), next.apply(key.restrictions())));
    }

    private KeyEdit and(UnaryOperator<ApiKey> next) {
        return new KeyEdit(key -> next.apply(change.apply(key)));
    }

    private static @Nullable List<String> copy(@Nullable Collection<String> texts) {
        return texts == null ? null : List.copyOf(texts);
    }

    /**
     * The key after the change.
     *
     * @throws InvalidKeyException if the changed key breaks a rule
     */
    ApiKey applyTo(ApiKey key) {
        return change.apply(key);
    }
}
