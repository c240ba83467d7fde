package dev.keystile.demo.organization;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds organizations of one environment by identifier or domain, for other packages. */
public final class OrganizationDirectory {

    private final Jdbi jdbi;
    private final String environmentId;

    /** The directory of one environment. */
    public OrganizationDirectory(Jdbi jdbi, String environmentId) {
        this.jdbi = jdbi;
        this.environmentId = environmentId;
    }

    /** Whether there is an organization with this identifier. */
    public boolean contains(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT id FROM demo_organization WHERE environment_id = :environment AND id = :id")
                        .bind("environment", environmentId)
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .isPresent();
    }

    /** The id of the oldest organization with a domain, which is in lower case; empty if there is none. */
    public Optional<String> ofDomain(String domain) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT o.id FROM demo_organization o"
                        + " JOIN demo_organization_domain d ON d.organization_id = o.id"
                        + " WHERE o.environment_id = :environment AND d.domain = :domain ORDER BY o.id LIMIT 1")
                .bind("environment", environmentId)
                .bind("domain", domain)
                .mapTo(String.class)
                .findOne());
    }
}
