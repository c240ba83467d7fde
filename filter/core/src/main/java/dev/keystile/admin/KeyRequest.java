package dev.keystile.admin;

import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.key.KeyType;
import dev.keystile.key.Redaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to create or to adopt a key. The values are checked by {@link KeyAdmin} and not here, so that a wrong request
 * gets the same error from the command line, a page and an API. Immutable.
 *
 * <pre>{@code
 * KeyRequest request = KeyRequest.of(KeyType.SECRET, "demo", "ci").scopes(List.of("orders:read"));
 * }</pre>
 *
 * @param type the type of the key
 * @param accountId the id of an existing account; null for the only one
 * @param environmentId the id of an existing environment
 * @param name the name of the key, on one line; may be empty
 * @param scopes the scopes of a secret key; null for every scope
 * @param origins the origins from which a publishable key may be used; null for any
 * @param networks the networks from which a secret key may be used; null for any
 * @param metadata the operator's own values, in their order
 * @param expiresAt the time from which the key is refused; null for never
 */
public record KeyRequest(
        KeyType type,
        @Nullable String accountId,
        String environmentId,
        String name,
        @Nullable List<String> scopes,
        @Nullable List<String> origins,
        @Nullable List<String> networks,
        Map<String, String> metadata,
        @Nullable Instant expiresAt) {

    /** Copies the lists and the metadata. */
    public KeyRequest {
        scopes = scopes == null ? null : List.copyOf(scopes);
        origins = origins == null ? null : List.copyOf(origins);
        networks = networks == null ? null : List.copyOf(networks);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A request for a key without limits that never expires. */
    public static KeyRequest of(KeyType type, String environmentId, String name) {
        return new KeyRequest(type, null, environmentId, name, null, null, null, Map.of(), null);
    }

    /**
     * Reads the type of a key.
     *
     * @throws InvalidException if it is neither {@code publishable} nor {@code secret}
     */
    public static KeyType type(String label) throws InvalidException {
        return KeyType.ofLabel(label)
                .orElseThrow(() -> new InvalidException(
                        "type", "the type must be publishable or secret, not " + Redaction.quoted(label)));
    }

    /** This request for the key of an account; null for the only one. */
    public KeyRequest account(@Nullable String id) {
        return new KeyRequest(type, id, environmentId, name, scopes, origins, networks, metadata, expiresAt);
    }

    /** This request with scopes; null for every scope. */
    public KeyRequest scopes(@Nullable Collection<String> values) {
        return new KeyRequest(
                type, accountId, environmentId, name, copy(values), origins, networks, metadata, expiresAt);
    }

    /** This request with origins; null for any. */
    public KeyRequest origins(@Nullable Collection<String> values) {
        return new KeyRequest(
                type, accountId, environmentId, name, scopes, copy(values), networks, metadata, expiresAt);
    }

    /** This request with networks; null for any. */
    public KeyRequest networks(@Nullable Collection<String> values) {
        return new KeyRequest(type, accountId, environmentId, name, scopes, origins, copy(values), metadata, expiresAt);
    }

    /** This request with metadata. */
    public KeyRequest metadata(Map<String, String> values) {
        return new KeyRequest(type, accountId, environmentId, name, scopes, origins, networks, values, expiresAt);
    }

    /** This request with an expiry; null for never. */
    public KeyRequest expiresAt(@Nullable Instant end) {
        return new KeyRequest(type, accountId, environmentId, name, scopes, origins, networks, metadata, end);
    }

    private static @Nullable List<String> copy(@Nullable Collection<String> values) {
        return values == null ? null : List.copyOf(values);
    }
}
