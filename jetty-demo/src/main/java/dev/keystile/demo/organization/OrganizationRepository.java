package dev.keystile.demo.organization;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The organizations of one environment; it knows of no other. */
final class OrganizationRepository {

    private final NavigableMap<String, Organization> byId = new ConcurrentSkipListMap<>();
    private final OrganizationMaker maker;

    OrganizationRepository(InstantSource clock) {
        maker = new OrganizationMaker(clock);
    }

    Organization create(OrganizationChange change) {
        Organization made = maker.make(change);
        byId.put(made.id(), made);
        return made;
    }

    Optional<Organization> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Organization> update(String id, OrganizationChange change) {
        return Optional.ofNullable(byId.computeIfPresent(id, (key, before) -> maker.change(before, change)));
    }

    boolean delete(String id) {
        return byId.remove(id) != null;
    }

    /** A part of the list. An identifier that was deleted still marks its place in it. */
    Page list(PageRequest request) {
        NavigableMap<String, Organization> all = request.newestFirst() ? byId.descendingMap() : byId;
        List<Organization> data;
        if (request.before() != null) {
            data = first(all.headMap(request.before(), false).descendingMap(), request);
            Collections.reverse(data);
        } else {
            data = first(request.after() == null ? all : all.tailMap(request.after(), false), request);
        }
        return new Page(data, cursors(data, all, request));
    }

    private static List<Organization> first(NavigableMap<String, Organization> of, PageRequest request) {
        List<Organization> found = new ArrayList<>();
        for (Organization organization : of.values()) {
            if (request.includes(organization)) {
                found.add(organization);
                if (found.size() == request.limit()) {
                    break;
                }
            }
        }
        return found;
    }

    private static Page.Cursors cursors(
            List<Organization> data, NavigableMap<String, Organization> all, PageRequest request) {
        if (data.isEmpty()) {
            return new Page.Cursors(null, null);
        }
        String first = data.get(0).id();
        String last = data.get(data.size() - 1).id();
        boolean ahead = all.headMap(first, false).values().stream().anyMatch(request::includes);
        boolean behind = all.tailMap(last, false).values().stream().anyMatch(request::includes);
        return new Page.Cursors(ahead ? first : null, behind ? last : null);
    }
}
