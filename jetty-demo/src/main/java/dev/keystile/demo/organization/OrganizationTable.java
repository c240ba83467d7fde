package dev.keystile.demo.organization;

import static java.util.stream.Collectors.groupingBy;

import dev.keystile.demo.database.Times;
import dev.keystile.gateway.internal.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The SQL statements on the organizations of one project, executed in the caller's transaction. */
final class OrganizationTable {

    private static final String SELECT = """
            SELECT id, name, allow_outside, metadata, external_id, created_at, updated_at
            FROM demo_organization o WHERE project_id = :project
            """;
    private static final String WITH_DOMAIN =
            " AND EXISTS (SELECT 1 FROM demo_organization_domain WHERE organization_id = o.id AND domain IN (<domains>))";
    private static final String INSERT = """
            INSERT INTO demo_organization (id, project_id, name, allow_outside, metadata, external_id, created_at,
                                           updated_at)
            VALUES (:id, :project, :name, :outside, :metadata, :external, :created, :updated)
            """;
    private static final String UPDATE = """
            UPDATE demo_organization SET name = :name, allow_outside = :outside, metadata = :metadata,
                                         external_id = :external, created_at = :created, updated_at = :updated
            WHERE project_id = :project AND id = :id
            """;

    private final Handle handle;
    private final String projectId;

    OrganizationTable(Handle handle, String projectId) {
        this.handle = handle;
        this.projectId = projectId;
    }

    Optional<Organization> find(String id) {
        return read(query(" AND id = :id").bind("id", id)).stream().findFirst();
    }

    Optional<Organization> findExternal(String externalId) {
        return read(query(" AND external_id = :external ORDER BY id LIMIT 1").bind("external", externalId)).stream()
                .findFirst();
    }

    /** The organization, whose row is locked until the transaction ends. */
    Optional<Organization> lock(String id) {
        return read(query(" AND id = :id FOR UPDATE").bind("id", id)).stream().findFirst();
    }

    /** The organizations on one side of an identifier, as in {@link dev.keystile.demo.api.Page.Source#beyond}. */
    List<Organization> beyond(@Nullable String from, boolean ascending, int limit, List<String> domains) {
        String place = from == null ? "" : ascending ? " AND id > :from" : " AND id < :from";
        String order = ascending ? " ORDER BY id LIMIT :limit" : " ORDER BY id DESC LIMIT :limit";
        Query query =
                query((domains.isEmpty() ? "" : WITH_DOMAIN) + place + order).bind("limit", limit);
        if (!domains.isEmpty()) {
            query.bindList("domains", domains);
        }
        return read(from == null ? query : query.bind("from", from));
    }

    void insert(Organization organization) {
        bind(handle.createUpdate(INSERT), organization).execute();
        insertDomains(organization);
    }

    void update(Organization organization) {
        bind(handle.createUpdate(UPDATE), organization).execute();
        handle.createUpdate("DELETE FROM demo_organization_domain WHERE organization_id = :id")
                .bind("id", organization.id())
                .execute();
        insertDomains(organization);
    }

    boolean delete(String id) {
        int deleted = handle.createUpdate("DELETE FROM demo_organization WHERE project_id = :project AND id = :id")
                .bind("project", projectId)
                .bind("id", id)
                .execute();
        return deleted == 1;
    }

    private Query query(String conditions) {
        return handle.createQuery(SELECT + conditions).bind("project", projectId);
    }

    private Update bind(Update update, Organization organization) {
        return update.bind("id", organization.id())
                .bind("project", projectId)
                .bind("name", organization.name())
                .bind("outside", organization.allowProfilesOutsideOrganization())
                .bind("metadata", Json.text(organization.metadata()))
                .bind("external", organization.externalId())
                .bind("created", Times.utc(organization.createdAt()))
                .bind("updated", Times.utc(organization.updatedAt()));
    }

    private void insertDomains(Organization organization) {
        if (organization.domains().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO demo_organization_domain"
                + " (id, organization_id, place, domain, state, created_at, updated_at)"
                + " VALUES (:id, :organization, :place, :domain, :state, :created, :updated)");
        for (OrganizationDomain domain : organization.domains()) {
            batch.bind("id", domain.id())
                    .bind("organization", domain.organizationId())
                    .bind("place", batch.size())
                    .bind("domain", domain.domain())
                    .bind("state", domain.state())
                    .bind("created", Times.utc(domain.createdAt()))
                    .bind("updated", Times.utc(domain.updatedAt()))
                    .add();
        }
        batch.execute();
    }

    private List<Organization> read(Query query) {
        List<Organization> rows = query.map((row, context) -> organization(row)).list();
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, List<OrganizationDomain>> domains = handle
                .createQuery("SELECT id, organization_id, domain, state, created_at, updated_at"
                        + " FROM demo_organization_domain WHERE organization_id IN (<ids>) ORDER BY place")
                .bindList("ids", rows.stream().map(Organization::id).toList())
                .map((row, context) -> domain(row))
                .stream()
                .collect(groupingBy(OrganizationDomain::organizationId));
        return rows.stream()
                .map(row -> row.withDomains(domains.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(
                row.getString("id"),
                row.getString("name"),
                row.getBoolean("allow_outside"),
                List.of(),
                Json.texts(row.getString("metadata")),
                row.getString("external_id"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }

    private static OrganizationDomain domain(ResultSet row) throws SQLException {
        return new OrganizationDomain(
                row.getString("id"),
                row.getString("organization_id"),
                row.getString("domain"),
                row.getString("state"),
                Times.instant(row, "created_at"),
                Times.instant(row, "updated_at"));
    }
}
