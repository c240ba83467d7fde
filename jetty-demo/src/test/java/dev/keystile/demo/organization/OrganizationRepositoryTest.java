package dev.keystile.demo.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationRepositoryTest {

    private final OrganizationRepository repository = new OrganizationRepository(InstantSource.system());

    @Test
    void newestComeFirstUnlessAskedOtherwise() {
        make(3);
        assertThat(names(page(10, true, null, null))).containsExactly("o2", "o1", "o0");
        assertThat(names(page(10, false, null, null))).containsExactly("o0", "o1", "o2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyOrganizationIsOnExactlyOnePageInBothDirections(boolean newestFirst) {
        make(25);
        List<String> forward = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        String after = null;
        do {
            Page page = page(10, newestFirst, after, null);
            pages.add(page);
            forward.addAll(names(page));
            after = page.listMetadata().after();
        } while (after != null);
        assertThat(forward).hasSize(25).doesNotHaveDuplicates();
        assertThat(pages).hasSize(3);
        assertThat(pages.get(0).listMetadata().before()).isNull();

        Page back = page(10, newestFirst, null, pages.get(2).listMetadata().before());
        assertThat(names(back)).isEqualTo(names(pages.get(1)));
        assertThat(names(page(10, newestFirst, null, back.listMetadata().before())))
                .isEqualTo(names(pages.get(0)));
    }

    @Test
    void aDeletedOrganizationStillMarksItsPlace() {
        List<Organization> made = make(3);
        repository.delete(made.get(1).id());
        assertThat(names(page(10, false, made.get(1).id(), null))).containsExactly("o2");
        assertThat(names(page(10, false, null, made.get(1).id()))).containsExactly("o0");
    }

    @Test
    void aPageThatEndsWithTheListSaysSo() {
        make(10);
        assertThat(page(10, true, null, null).listMetadata()).isEqualTo(new Page.Cursors(null, null));
        assertThat(page(9, true, null, null).listMetadata().after()).isNotNull();
    }

    @Test
    void domainsSelect() {
        Organization a = repository.create(named("a", Map.of("a.example.com", "verified")));
        repository.create(named("b", Map.of("b.example.com", "pending")));
        repository.create(named("c", Map.of("a.example.com", "verified")));
        PageRequest request = new PageRequest(1, false, null, null, Set.of("a.example.com"));
        Page first = repository.list(request);
        assertThat(first.data()).containsExactly(a);
        Page second = repository.list(new PageRequest(1, false, a.id(), null, Set.of("a.example.com")));
        assertThat(names(second)).containsExactly("c");
        assertThat(second.listMetadata().after()).isNull();
    }

    @Test
    void whatAChangeLeavesOutStays() {
        Map<String, Optional<String>> metadata = new LinkedHashMap<>();
        metadata.put("plan", Optional.of("free"));
        metadata.put("seat", Optional.of("1"));
        Organization made = repository.create(
                new OrganizationChange("name", true, Map.of("a.example.com", "pending"), metadata, "ext"));
        Organization renamed = repository
                .update(made.id(), new OrganizationChange("other", null, null, null, null))
                .orElseThrow();
        assertThat(renamed)
                .usingRecursiveComparison()
                .ignoringFields("name", "updatedAt")
                .isEqualTo(made);
        assertThat(renamed.name()).isEqualTo("other");

        Organization changed = repository
                .update(
                        made.id(),
                        new OrganizationChange(
                                null, null, Map.of("a.example.com", "verified"), Map.of("seat", Optional.empty()), ""))
                .orElseThrow();
        assertThat(changed.metadata()).isEqualTo(Map.of("plan", "free"));
        assertThat(changed.externalId()).isNull();
        assertThat(changed.domains()).singleElement().satisfies(domain -> {
            assertThat(domain.id()).isEqualTo(made.domains().get(0).id());
            assertThat(domain.state()).isEqualTo("verified");
        });
    }

    @Test
    void identifiersGrowEvenWithinAMillisecondAndWhenTheClockGoesBack() {
        long[] times = {1_000, 1_000, 999, 1_001, 1_001};
        int[] call = {0};
        SortableIds ids = new SortableIds(InstantSource.fixed(Instant.EPOCH));
        assertThat(IntStream.range(0, 1000).mapToObj(i -> ids.next("org")).toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("org_[0-9A-Z]{26}"));
        SortableIds backwards = new SortableIds(() -> Instant.ofEpochMilli(times[call[0]++]));
        assertThat(IntStream.range(0, 5).mapToObj(i -> backwards.next("org")).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private List<Organization> make(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> repository.create(named("o" + i, Map.of())))
                .toList();
    }

    private Page page(int limit, boolean newestFirst, String after, String before) {
        return repository.list(new PageRequest(limit, newestFirst, after, before, Set.of()));
    }

    private static OrganizationChange named(String name, Map<String, String> domains) {
        return new OrganizationChange(name, null, domains, null, null);
    }

    private static List<String> names(Page page) {
        return page.data().stream().map(Organization::name).toList();
    }
}
