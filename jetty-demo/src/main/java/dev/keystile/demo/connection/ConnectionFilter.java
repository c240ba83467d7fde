package dev.keystile.demo.connection;

import org.jspecify.annotations.Nullable;

/**
 * A filter of connections.
 *
 * @param type the connection type; null for any
 * @param domain a domain whose users are served, in lower case; null for any
 * @param organizationId the organization that is served; null for any
 */
public record ConnectionFilter(
        @Nullable String type,
        @Nullable String domain,
        @Nullable String organizationId) {

    /** Every connection. */
    public static final ConnectionFilter ANY = new ConnectionFilter(null, null, null);

    /** The connections of a type. */
    public static ConnectionFilter ofType(String type) {
        return new ConnectionFilter(type, null, null);
    }

    /** The connections that serve the users of a domain, which is in lower case. */
    public static ConnectionFilter ofDomain(String domain) {
        return new ConnectionFilter(null, domain, null);
    }
}
