package dev.keystile.demo.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organization: a customer of the account's owner, and the object that the demo's API manages.
 *
 * @param id the identifier, which sorts by the time of creation
 * @param name the name for people
 * @param allowProfilesOutsideOrganization a flag of the client, kept as it was sent
 * @param domains the domains, no two of the same name
 * @param metadata the client's own entries
 * @param externalId the client's own identifier; null if it has set none
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 */
@JsonPropertyOrder("object")
record Organization(
        String id,
        String name,
        boolean allowProfilesOutsideOrganization,
        List<OrganizationDomain> domains,
        Map<String, String> metadata,
        @Nullable String externalId,
        Instant createdAt,
        Instant updatedAt) {

    /** The type of this object in JSON. */
    @JsonProperty
    String object() {
        return "organization";
    }

    /** This organization with other domains. */
    Organization withDomains(List<OrganizationDomain> domains) {
        return new Organization(
                id, name, allowProfilesOutsideOrganization, domains, metadata, externalId, createdAt, updatedAt);
    }
}
