package dev.keystile.admin;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.KeyType;
import dev.keystile.key.Redaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made or adopted, as somebody asks for it. Nothing is checked before {@link KeyAdmin} makes the key, so
 * that wrong requests get the same answer wherever they come from. Immutable.
 *
 * <pre>{@code
 * KeyRequest request = KeyRequest.of(KeyType.SECRET, "demo", "ci").scopes(List.of("orders:read"));
 * }</pre>
 *
 * @param type its type
 * @param environmentId an environment that exists
 * @param name what people call it, on one line
 * @param scopes what a secret key may be used for; null for everything
 * @param origins where a publishable key may be used; null for everywhere
 * @param networks from where a secret key may be used; null for everywhere
 * @param expiresAt from when on it is refused; null for never
 */
public record KeyRequest(
        KeyType type,
        String environmentId,
        String name,
        @Nullable List<String> scopes,
        @Nullable List<String> origins,
        @Nullable List<String> networks,
        @Nullable Instant expiresAt) {

    /** Copies the lists. */
    public KeyRequest {
        scopes = scopes == null ? null : List.copyOf(scopes);
        origins = origins == null ? null : List.copyOf(origins);
        networks = networks == null ? null : List.copyOf(networks);
    }

    /** A key without limits and without end. */
    public static KeyRequest of(KeyType type, String environmentId, String name) {
        return new KeyRequest(type, environmentId, name, null, null, null, null);
    }

    /**
     * The type that a word names.
     *
     * @throws InvalidException if it is neither {@code publishable} nor {@code secret}
     */
    public static KeyType type(String label) throws InvalidException {
        return KeyType.ofLabel(label)
                .orElseThrow(() -> new InvalidException(
                        "type", "the type must be publishable or secret, not " + Redaction.quoted(label)));
    }

    /** This request with scopes; null for every scope. */
    public KeyRequest scopes(@Nullable Collection<String> values) {
        return new KeyRequest(type, environmentId, name, copy(values), origins, networks, expiresAt);
    }

    /** This request with origins; null for any. */
    public KeyRequest origins(@Nullable Collection<String> values) {
        return new KeyRequest(type, environmentId, name, scopes, copy(values), networks, expiresAt);
    }

    /** This request with networks; null for any. */
    public KeyRequest networks(@Nullable Collection<String> values) {
        return new KeyRequest(type, environmentId, name, scopes, origins, copy(values), expiresAt);
    }

    /** This request with an end; null for none. */
    public KeyRequest expiresAt(@Nullable Instant end) {
        return new KeyRequest(type, environmentId, name, scopes, origins, networks, end);
    }

    private static @Nullable List<String> copy(@Nullable Collection<String> values) {
        return values == null ? null : List.copyOf(values);
    }
}
