package dev.keystile.key;

import java.security.Principal;

/**
 * The identity of a request, which its key has proven. Immutable.
 *
 * @param keyId the public identifier of the key
 * @param type the type of the key
 * @param environment the only environment whose data the request may read or change
 * @param scopes the scopes of the key
 */
public record Identity(String keyId, KeyType type, Environment environment, Scopes scopes) implements Principal {

    private static final String ENVIRONMENT_ROLE = "environment:";

    /** The identity of the holder of a key. */
    public static Identity of(KeyRecord record) {
        return new Identity(record.id(), record.type(), record.environment(), record.scopes());
    }

    /** The key's id. */
    @Override
    public String getName() {
        return keyId;
    }

    /**
     * Whether the identity has a role: {@code secret} or {@code publishable}, {@code environment:<id>}, or for a secret
     * key one of its scopes. Every identity has the role {@code **}, and none has {@code *} (Servlet 6.0, section 13.3).
     */
    public boolean hasRole(String role) {
        if (KeyType.ofLabel(role).isPresent()) {
            return type.label().equals(role);
        }
        if (role.startsWith(ENVIRONMENT_ROLE)) {
            return role.substring(ENVIRONMENT_ROLE.length()).equals(environment.id());
        }
        if (role.equals("**")) {
            return true;
        }
        return type == KeyType.SECRET && !role.equals("*") && scopes.includes(role);
    }
}
