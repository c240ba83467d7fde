package dev.keystile.demo.organization;

import dev.keystile.demo.api.Page;
import dev.keystile.demo.api.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The organizations of one environment; it knows of no other. */
final class OrganizationRepository {

    private final Jdbi jdbi;
    private final String environmentId;
    private final OrganizationCreation maker;

    OrganizationRepository(Jdbi jdbi, String environmentId, OrganizationCreation maker) {
        this.jdbi = jdbi;
        this.environmentId = environmentId;
        this.maker = maker;
    }

    Organization create(OrganizationChange change) {
        Organization made = maker.make(change);
        jdbi.useTransaction(handle -> new OrganizationTable(handle, environmentId).insert(made));
        return made;
    }

    Optional<Organization> find(String id) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, environmentId).find(id));
    }

    /** The oldest organization with an identifier of the client's. */
    Optional<Organization> findExternal(String externalId) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, environmentId).findExternal(externalId));
    }

    Optional<Organization> update(String id, OrganizationChange change) {
        return jdbi.inTransaction(handle -> {
            OrganizationTable organizations = new OrganizationTable(handle, environmentId);
            Optional<Organization> changed = organizations.lock(id).map(before -> maker.change(before, change));
            changed.ifPresent(organizations::update);
            return changed;
        });
    }

    boolean delete(String id) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, environmentId).delete(id));
    }

    /**
     * A part of the list.
     *
     * @param domains only organizations with one of these domains, in lower case; all if empty
     */
    Page<Organization> list(PageRequest request, Set<String> domains) {
        return jdbi.withHandle(handle -> {
            OrganizationTable organizations = new OrganizationTable(handle, environmentId);
            return Page.read(
                    request,
                    (from, ascending, limit) -> organizations.beyond(from, ascending, limit, List.copyOf(domains)),
                    Organization::id);
        });
    }
}
