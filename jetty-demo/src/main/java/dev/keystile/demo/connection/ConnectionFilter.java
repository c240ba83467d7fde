package dev.keystile.demo.connection;

import org.jspecify.annotations.Nullable;

/**
 * Which connections are meant; null for any.
 *
 * @param type the connection type
 * @param domain a domain whose users are served, in lower case
 * @param organizationId the organization that is served
 */
public record ConnectionFilter(
        @Nullable String type,
        @Nullable String domain,
        @Nullable String organizationId) {

    /** All of them. */
    public static final ConnectionFilter ANY = new ConnectionFilter(null, null, null);

    /** Those of a type. */
    public static ConnectionFilter ofType(String type) {
        return new ConnectionFilter(type, null, null);
    }

    /** Those that serve the users of a domain. */
    public static ConnectionFilter ofDomain(String domain) {
        return new ConnectionFilter(null, domain, null);
    }
}
