package dev.keystile.key;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that every key keeps. All checks throw {@link InvalidKeyException}. */
final class KeyRules {

    private static final int MAX_NAME = 255;
    private static final int MAX_SCOPE = 255;
    private static final int MAX_ORIGIN = 512;
    private static final String HIDDEN_NAME = "(a key in clear text)";

    private KeyRules() {}

    /** A copy of the metadata. */
    static Map<String, String> checkedMetadata(Map<String, String> metadata) {
        try {
            return Metadata.checked(metadata);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("metadata", String.valueOf(e.getMessage()));
        }
    }

    static void check(KeyType type, String name, Scopes scopes, Restrictions restrictions) {
        checkName(name);
        if (type == KeyType.PUBLISHABLE) {
            require(
                    scopes.values().isEmpty(),
                    "scopes",
                    "scopes are for secret keys; a publishable key only identifies its account");
            require(
                    restrictions.networks() == null,
                    "allowed-networks",
                    "networks are for secret keys; a publishable key is used from anywhere");
        } else {
            require(
                    restrictions.origins() == null,
                    "allowed-origins",
                    "origins are for publishable keys; a secret key never comes from a browser");
        }
        scopes.values().forEach(KeyRules::checkScope);
        Set<String> origins = restrictions.origins();
        require(
                origins == null || areShort(origins, MAX_ORIGIN),
                "allowed-origins",
                "an origin must have " + MAX_ORIGIN + " characters at most");
    }

    private static void checkName(String name) {
        try {
            PrintableText.require("the key's name", name);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("name", String.valueOf(e.getMessage()));
        }
        require(name.isEmpty() || !name.isBlank(), "name", "the key's name must not be blank");
        require(
                name.length() <= MAX_NAME,
                "name",
                "the key's name must have " + MAX_NAME + " characters at most, not " + name.length());
        require(
                !Redaction.isKeyInClearText(name),
                "name",
                "the key's name holds a key in clear text; name the key for what it is used for");
    }

    private static void checkScope(String scope) {
        require(scope.length() <= MAX_SCOPE, "scopes", "a scope must have " + MAX_SCOPE + " characters at most");
        require(!Redaction.isKeyInClearText(scope), "scopes", "a scope holds a key in clear text");
    }

    private static void require(boolean right, String field, String message) {
        if (!right) {
            throw new InvalidKeyException(field, message);
        }
    }

    private static boolean areShort(Collection<String> texts, int max) {
        return texts.stream().allMatch(text -> text.length() <= max);
    }

    /** The nearest name that keeps the rules. */
    static String corrected(String name) {
        String escaped = PrintableText.escape(name);
        if (Redaction.isKeyInClearText(escaped)) {
            return HIDDEN_NAME;
        }
        return escaped.isBlank() ? "" : escaped.substring(0, Math.min(escaped.length(), MAX_NAME));
    }

    /** The scopes that keep the rules. A list stays a list, even if it becomes empty: it never becomes every scope. */
    static Scopes corrected(KeyType type, Scopes scopes) {
        return scopes.isUnrestricted()
                ? scopes
                : Scopes.of(scopes.values().stream()
                        .filter(scope -> type == KeyType.SECRET
                                && scope.length() <= MAX_SCOPE
                                && !Redaction.isKeyInClearText(scope))
                        .toList());
    }

    /**
     * The restrictions that keep the rules. A restriction that keys of this type cannot have becomes an empty list of the
     * kind that they can have, which allows nothing. Without this, the key could be used from anywhere.
     */
    static Restrictions corrected(KeyType type, Restrictions restrictions) {
        if (type == KeyType.PUBLISHABLE) {
            return new Restrictions(
                    restrictions.networks() != null ? Set.of() : withoutLong(restrictions.origins()), null);
        }
        return new Restrictions(null, restrictions.origins() != null ? List.of() : restrictions.networks());
    }

    private static @Nullable Set<String> withoutLong(@Nullable Set<String> origins) {
        return origins == null
                ? null
                : Set.copyOf(origins.stream()
                        .filter(origin -> origin.length() <= MAX_ORIGIN)
                        .toList());
    }
}
