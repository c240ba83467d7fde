package dev.keystile.demo.organization;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request sets; null is left as it is.
 *
 * @param name the name
 * @param allowProfilesOutsideOrganization the flag of this name
 * @param domains all domains, with their states
 * @param metadata entries to set, or with an empty value to remove
 * @param externalId the client's identifier, or empty to remove it
 */
record OrganizationChange(
        @Nullable String name,
        @Nullable Boolean allowProfilesOutsideOrganization,
        @Nullable Map<String, String> domains,
        @Nullable Map<String, Optional<String>> metadata,
        @Nullable String externalId) {}
