package dev.keystile.demo.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.Actor;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.demo.api.Page;
import dev.keystile.demo.api.PageRequest;
import dev.keystile.demo.database.DemoDatabase;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationRepositoryTest {

    private static DemoDatabase database;

    private final OrganizationFactory factory = new OrganizationFactory(InstantSource.system());
    private final String projectId =
            new KeyGenerator().newId("e").toLowerCase(Locale.ROOT).replace('_', '-');
    private final OrganizationRepository repository = new OrganizationRepository(database.jdbi(), projectId, factory);

    @BeforeAll
    static void open() throws Exception {
        database = DemoDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:organizations;DB_CLOSE_DELAY=-1", "sa", null));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void makeProject() throws Exception {
        database.keys().admin().createEnvironment(new Actor("test", "test"), new Environment(projectId, "Test"));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO keystile_project (id, account_id, environment_id) VALUES (?, 'default', ?)",
                        projectId,
                        projectId));
    }

    @Test
    void newestComeFirstByDefault() {
        make(3);
        assertThat(names(page(10, true, null, null))).containsExactly("o2", "o1", "o0");
        assertThat(names(page(10, false, null, null))).containsExactly("o0", "o1", "o2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyOrganizationIsOnExactlyOnePageInBothDirections(boolean newestFirst) {
        make(25);
        List<String> forward = new ArrayList<>();
        List<Page<Organization>> pages = new ArrayList<>();
        String after = null;
        do {
            Page<Organization> page = page(10, newestFirst, after, null);
            pages.add(page);
            forward.addAll(names(page));
            after = page.listMetadata().after();
        } while (after != null);
        assertThat(forward).hasSize(25).doesNotHaveDuplicates();
        assertThat(pages).hasSize(3);
        assertThat(pages.get(0).listMetadata().before()).isNull();

        Page<Organization> back =
                page(10, newestFirst, null, pages.get(2).listMetadata().before());
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
    void theLastPageHasNoCursorToANextPage() {
        make(10);
        assertThat(page(10, true, null, null).listMetadata()).isEqualTo(new Page.Cursors(null, null));
        assertThat(page(9, true, null, null).listMetadata().after()).isNotNull();
    }

    @Test
    void theListCanBeFilteredByDomains() {
        Organization a = repository.create(named("a", Map.of("a.example.com", "verified")));
        repository.create(named("b", Map.of("b.example.com", "pending")));
        repository.create(named("c", Map.of("a.example.com", "verified")));
        Set<String> domains = Set.of("a.example.com", "unused.example.com");
        Page<Organization> first = repository.list(new PageRequest(1, false, null, null), domains);
        assertThat(first.data()).containsExactly(a);
        Page<Organization> second = repository.list(new PageRequest(1, false, a.id(), null), domains);
        assertThat(names(second)).containsExactly("c");
        assertThat(second.listMetadata().after()).isNull();
    }

    @Test
    void anotherEnvironmentSeesNothing() throws Exception {
        Organization made = make(1).get(0);
        OrganizationRepository other = new OrganizationRepository(database.jdbi(), "other", factory);
        assertThat(other.find(made.id())).isEmpty();
        assertThat(other.update(made.id(), named("theirs", Map.of()))).isEmpty();
        assertThat(other.delete(made.id())).isFalse();
        assertThat(other.list(new PageRequest(10, true, null, null), Set.of()).data())
                .isEmpty();
        assertThat(repository.find(made.id())).hasValue(made);
    }

    @Test
    void fieldsThatAChangeLeavesOutStay() {
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

    private List<Organization> make(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> repository.create(named("o" + i, Map.of())))
                .toList();
    }

    private Page<Organization> page(int limit, boolean newestFirst, String after, String before) {
        return repository.list(new PageRequest(limit, newestFirst, after, before), Set.of());
    }

    private static OrganizationChange named(String name, Map<String, String> domains) {
        return new OrganizationChange(name, null, domains, null, null);
    }

    private static List<String> names(Page<Organization> page) {
        return page.data().stream().map(Organization::name).toList();
    }
}
