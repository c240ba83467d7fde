package dev.keystile.key;

import java.security.Principal;

/**
 * Who a request comes from, as proven by its key.
 *
 * @param keyId the key's public identifier
 * @param type the key's type
 * @param environment the one environment that the request may touch
 * @param scopes what the key may be used for
 */
public record Identity(String keyId, KeyType type, Environment environment, Scopes scopes) implements Principal {

    private static final String ENVIRONMENT_ROLE = "environment:";

    /** The identity that a record stands for. */
    public static Identity of(KeyRecord record) {
        return new Identity(record.id(), record.type(), record.environment(), record.scopes());
    }

    /** The key's id. */
    @Override
    public String getName() {
        return keyId;
    }

    /**
     * Whether the identity has a role: {@code secret} or {@code publishable}, {@code environment:<id>}, or
     * for a secret key one of its scopes. {@code **} is everybody's and {@code *} nobody's (Servlet 6.0, section 13.3).
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
