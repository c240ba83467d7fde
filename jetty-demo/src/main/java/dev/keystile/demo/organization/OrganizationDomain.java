package dev.keystile.demo.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * A domain that belongs to an organization.
 *
 * @param id the identifier
 * @param organizationId the organization that the domain belongs to
 * @param domain the domain name in lower case
 * @param state {@code pending}, {@code verified} or {@code failed}
 * @param createdAt the time when the domain was added
 * @param updatedAt the time when the state was set last
 */
@JsonPropertyOrder("object")
record OrganizationDomain(
        String id, String organizationId, String domain, String state, Instant createdAt, Instant updatedAt) {

    /** The type of this object in JSON. */
    @JsonProperty
    String object() {
        return "organization_domain";
    }
}
