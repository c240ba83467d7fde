package dev.keystile.demo.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the account's owner.
 *
 * @param id the identifier, which sorts by the time of its making
 * @param name what people call it
 * @param allowProfilesOutsideOrganization kept as it was sent
 * @param domains its domains, no two of the same name
 * @param metadata whatever the client keeps with it
 * @param externalId the client's own identifier
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
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

    /** What kind of object this is. */
    @JsonProperty
    String object() {
        return "organization";
    }

    Organization withDomains(List<OrganizationDomain> others) {
        return new Organization(
                id, name, allowProfilesOutsideOrganization, others, metadata, externalId, createdAt, updatedAt);
    }
}
