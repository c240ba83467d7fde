package dev.keystile.demo.sso;

import dev.keystile.demo.api.SortableIds;
import dev.keystile.demo.connection.Connection;
import dev.keystile.demo.connection.ConnectionFilter;
import dev.keystile.demo.connection.ConnectionRepository;
import dev.keystile.demo.organization.OrganizationDirectory;
import dev.keystile.demo.project.SampleConnections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Selects the connection of a project by which a request signs its user in. An organization needs no connection of its
 * own, because the built-in identity provider serves all organizations.
 */
final class SignInSelector {

    private static final List<String> SELECTORS = List.of("connection", "organization", "domain", "provider");

    private final ConnectionRepository connections;
    private final OrganizationDirectory organizations;

    SignInSelector(Jdbi jdbi, String projectId) {
        connections = new ConnectionRepository(jdbi, projectId);
        organizations = new OrganizationDirectory(jdbi, projectId);
    }

    /**
     * The sign-in for the connection, organization, domain or provider that the query names.
     *
     * @throws OAuthException if the query does not name exactly one of them, or names one that does not exist
     */
    SignIn select(Parameters query, SampleUser user) throws OAuthException {
        List<String> named =
                SELECTORS.stream().filter(name -> query.get(name) != null).toList();
        if (named.size() != 1) {
            throw new OAuthException(
                    "invalid_request", "Name exactly one of connection, organization, domain and provider.");
        }
        String value = Objects.requireNonNull(query.get(named.get(0)));
        return switch (named.get(0)) {
            case "connection" -> by(connection(value), "connection", user);
            case "organization" -> by(saml(), organization(value), "organization", user);
            case "domain" -> ofDomain(value.toLowerCase(Locale.ROOT).replace('\0', '?'), user);
            default -> by(connections.first(ConnectionFilter.ofType(value.replace('\0', '?'))), "provider", user);
        };
    }

    private SignIn ofDomain(String domain, SampleUser user) throws OAuthException {
        Optional<String> organization = organizations.ofDomain(domain);
        return organization.isPresent()
                ? by(saml(), organization, "domain", user)
                : by(connections.first(ConnectionFilter.ofDomain(domain)), "domain", user);
    }

    private Optional<Connection> connection(String id) {
        return SortableIds.isId(id, "conn") ? connections.find(id) : Optional.empty();
    }

    private Optional<Connection> saml() {
        return connections.first(ConnectionFilter.ofType(SampleConnections.SAML));
    }

    private Optional<String> organization(String id) {
        return SortableIds.isId(id, "org") && organizations.contains(id) ? Optional.of(id) : Optional.empty();
    }

    private static SignIn by(Optional<Connection> connection, String selector, SampleUser user) throws OAuthException {
        Connection found = connection.orElseThrow(() -> unknown(selector));
        return new SignIn(user, found, found.organizationId());
    }

    private static SignIn by(
            Optional<Connection> connection, Optional<String> organization, String selector, SampleUser user)
            throws OAuthException {
        String id = organization.orElseThrow(() -> unknown(selector));
        return new SignIn(user, connection.orElseThrow(() -> unknown(selector)), id);
    }

    private static OAuthException unknown(String selector) {
        return new OAuthException("invalid_request", "This project has no such " + selector + ".");
    }
}
