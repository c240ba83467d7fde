package dev.keystile.demo.organization;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds organizations of one project by identifier or domain, for other packages. */
public final class OrganizationDirectory {

    private final Jdbi jdbi;
    private final String projectId;

    /** The directory of one project. */
    public OrganizationDirectory(Jdbi jdbi, String projectId) {
        this.jdbi = jdbi;
        this.projectId = projectId;
    }

    /** Whether there is an organization with this identifier. */
    public boolean contains(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT id FROM demo_organization WHERE project_id = :project AND id = :id")
                        .bind("project", projectId)
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .isPresent();
    }

    /** The id of the oldest organization with a domain, which is in lower case; empty if there is none. */
    public Optional<String> ofDomain(String domain) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT o.id FROM demo_organization o"
                        + " JOIN demo_organization_domain d ON d.organization_id = o.id"
                        + " WHERE o.project_id = :project AND d.domain = :domain ORDER BY o.id LIMIT 1")
                .bind("project", projectId)
                .bind("domain", domain)
                .mapTo(String.class)
                .findOne());
    }
}
