package dev.keystile.key;

import java.security.Principal;
import java.util.Map;

/**
 * The identity of a request, which its key has proven. Immutable.
 *
 * @param keyId the public identifier of the key
 * @param type the type of the key
 * @param account the account that the key belongs to; from an assertion without metadata
 * @param environment the only environment whose data the request may read or change
 * @param projectId the public id of the account's project in this environment
 * @param scopes the scopes of the key
 * @param metadata the operator's own values of the key; empty from an assertion
 */
public record Identity(
        String keyId,
        KeyType type,
        Account account,
        Environment environment,
        String projectId,
        Scopes scopes,
        Map<String, String> metadata)
        implements Principal {

    private static final String ENVIRONMENT_ROLE = "environment:";

    /** Copies the metadata. */
    public Identity {
        metadata = Metadata.checked(metadata);
    }

    /** The identity of the holder of a key. */
    public static Identity of(ApiKey record) {
        return new Identity(
                record.id(),
                record.type(),
                record.account(),
                record.environment(),
                record.project().id(),
                record.scopes(),
                record.metadata());
    }

    /** An identity in a project, without metadata of the key. */
    public static Identity of(String keyId, KeyType type, Project project, Scopes scopes) {
        return new Identity(
                keyId, type, project.account().account(), project.environment(), project.id(), scopes, Map.of());
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
