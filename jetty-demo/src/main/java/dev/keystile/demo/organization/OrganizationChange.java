package dev.keystile.demo.organization;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an organization that a request sets. A field that is null stays as it is.
 *
 * @param name the name
 * @param allowProfilesOutsideOrganization the flag
 * @param domains all domains, each with its state
 * @param metadata entries to set, or with an empty value to remove
 * @param externalId the client's identifier, or empty to remove it
 */
record OrganizationChange(
        @Nullable String name,
        @Nullable Boolean allowProfilesOutsideOrganization,
        @Nullable Map<String, String> domains,
        @Nullable Map<String, Optional<String>> metadata,
        @Nullable String externalId) {}
