package dev.keystile.demo.organization;

import dev.keystile.demo.api.Page;
import dev.keystile.demo.api.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Reads and writes the organizations of one project, and no others. Each call is one transaction. */
final class OrganizationRepository {

    private final Jdbi jdbi;
    private final String projectId;
    private final OrganizationFactory factory;

    OrganizationRepository(Jdbi jdbi, String projectId, OrganizationFactory factory) {
        this.jdbi = jdbi;
        this.projectId = projectId;
        this.factory = factory;
    }

    /** Creates an organization. */
    Organization create(OrganizationChange change) {
        Organization created = factory.create(change);
        jdbi.useTransaction(handle -> new OrganizationTable(handle, projectId).insert(created));
        return created;
    }

    /** The organization with this identifier; empty if this project has none. */
    Optional<Organization> find(String id) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, projectId).find(id));
    }

    /** The oldest organization with this external id, which is the client's own identifier. */
    Optional<Organization> findExternal(String externalId) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, projectId).findExternal(externalId));
    }

    /** Changes an organization; empty if there is none. */
    Optional<Organization> update(String id, OrganizationChange change) {
        return jdbi.inTransaction(handle -> {
            OrganizationTable organizations = new OrganizationTable(handle, projectId);
            Optional<Organization> changed = organizations.lock(id).map(before -> factory.change(before, change));
            changed.ifPresent(organizations::update);
            return changed;
        });
    }

    /** Deletes an organization; false if there is none. */
    boolean delete(String id) {
        return jdbi.withHandle(handle -> new OrganizationTable(handle, projectId).delete(id));
    }

    /**
     * A page of the list.
     *
     * @param domains in lower case, only organizations with one of them are listed; empty for all organizations
     */
    Page<Organization> list(PageRequest request, Set<String> domains) {
        return jdbi.withHandle(handle -> {
            OrganizationTable organizations = new OrganizationTable(handle, projectId);
            return Page.read(
                    request,
                    (from, ascending, limit) -> organizations.beyond(from, ascending, limit, List.copyOf(domains)),
                    Organization::id);
        });
    }
}
