package dev.keystile.demo.organization;

import dev.keystile.demo.api.SortableIds;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates organizations, and changed copies of them, from {@link OrganizationChange}s. Safe for use by many threads. */
final class OrganizationFactory {

    private final InstantSource clock;
    private final SortableIds ids;

    OrganizationFactory(InstantSource clock) {
        this.clock = clock;
        ids = new SortableIds(clock);
    }

    /** A new organization, whose name the change must have. */
    Organization create(OrganizationChange change) {
        Instant now = now();
        String name = Objects.requireNonNull(change.name());
        return apply(change, new Organization(ids.next("org"), name, false, List.of(), Map.of(), null, now, now), now);
    }

    /** The organization with the change applied. */
    Organization change(Organization before, OrganizationChange change) {
        return apply(change, before, now());
    }

    private Organization apply(OrganizationChange change, Organization before, Instant now) {
        Boolean flag = change.allowProfilesOutsideOrganization();
        return new Organization(
                before.id(),
                change.name() == null ? before.name() : change.name(),
                flag == null ? before.allowProfilesOutsideOrganization() : flag,
                domains(change, before, now),
                metadata(change, before),
                externalId(change, before),
                before.createdAt(),
                now);
    }

    private List<OrganizationDomain> domains(OrganizationChange change, Organization before, Instant now) {
        if (change.domains() == null) {
            return before.domains();
        }
        Map<String, OrganizationDomain> known =
                before.domains().stream().collect(Collectors.toMap(OrganizationDomain::domain, Function.identity()));
        List<OrganizationDomain> domains = new ArrayList<>();
        change.domains().forEach((name, state) -> {
            OrganizationDomain old = known.get(name);
            domains.add(new OrganizationDomain(
                    old == null ? ids.next("org_domain") : old.id(),
                    before.id(),
                    name,
                    state,
                    old == null ? now : old.createdAt(),
                    now));
        });
        return List.copyOf(domains);
    }

    private static Map<String, String> metadata(OrganizationChange change, Organization before) {
        if (change.metadata() == null) {
            return before.metadata();
        }
        Map<String, String> metadata = new TreeMap<>(before.metadata());
        change.metadata()
                .forEach((name, value) ->
                        value.ifPresentOrElse(text -> metadata.put(name, text), () -> metadata.remove(name)));
        return Collections.unmodifiableMap(metadata);
    }

    private static @Nullable String externalId(OrganizationChange change, Organization before) {
        String id = change.externalId();
        return id == null ? before.externalId() : id.isEmpty() ? null : id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
