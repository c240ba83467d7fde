package dev.keystile.demo.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * A domain that belongs to an organization.
 *
 * @param id the identifier
 * @param organizationId whose it is
 * @param domain its name in lower case
 * @param state {@code pending}, {@code verified} or {@code failed}
 * @param createdAt when it was added
 * @param updatedAt when its state was set last
 */
@JsonPropertyOrder("object")
record OrganizationDomain(
        String id, String organizationId, String domain, String state, Instant createdAt, Instant updatedAt) {

    /** What kind of object this is. */
    @JsonProperty
    String object() {
        return "organization_domain";
    }
}
