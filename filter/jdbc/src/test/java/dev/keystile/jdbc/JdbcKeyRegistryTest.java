package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyEdit;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.RepeatedRolls;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class JdbcKeyRegistryTest implements RepeatedRolls {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Environment DEMO = new Environment("demo", "Demo Project", "project_1");
    private static final Actor ANNA = new Actor("anna", "build-7");

    @Parameter
    private Database database;

    private HikariDataSource dataSource;
    private JdbcKeyStore store;
    private JdbcKeyRegistry registry;
    private Instant now = NOON;

    @BeforeEach
    void makeTables() throws Exception {
        dataSource = database.migrated();
        store = new JdbcKeyStore(dataSource);
        registry = new JdbcKeyRegistry(dataSource, new KeyGenerator(), () -> now, ANNA);
        registry.createEnvironment(DEMO);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Override
    public KeyRegistry rolling() {
        return registry;
    }

    private static KeyRequest request(String name) {
        return new KeyRequest(KeyType.SECRET, "demo", name, Scopes.all(), Restrictions.NONE, null);
    }

    private KeyRecord find(IssuedKey issued) throws Exception {
        return store.find(PresentedKey.read(issued.text()).digest());
    }

    @Test
    void aKeyIsFoundAsItWasIssued() throws Exception {
        Restrictions restrictions =
                Restrictions.of(List.of("https://app.example.com"), List.of("10.0.0.0/8", "fd00::/8"));
        IssuedKey issued = registry.issue(new KeyRequest(
                KeyType.SECRET, "demo", "ci", Scopes.of(List.of("a", "b")), restrictions, NOON.plusSeconds(60)));

        assertThat(find(issued)).isEqualTo(issued.record());
        assertThat(registry.describe(issued.record().id())).isEqualTo(new KeyDescription(issued.record(), null));
        assertThat(registry.environments()).containsExactly(DEMO);
    }

    @Test
    void aRolledKeyEndsAfterItsGraceAndNeverLaterThanItsOwnEnd() throws Exception {
        KeyRecord endless = registry.issue(request("a")).record();
        KeyRecord ending = registry.issue(new KeyRequest(
                        KeyType.SECRET, "demo", "b", Scopes.all(), Restrictions.NONE, NOON.plusSeconds(60)))
                .record();

        IssuedKey successor = registry.roll(endless.id(), Duration.ofHours(1));
        registry.roll(ending.id(), Duration.ofHours(1));

        assertThat(find(successor).expiresAt()).isNull();
        assertThat(registry.describe(endless.id()).key().expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(registry.describe(ending.id()).key().expiresAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void theNewestInForceComeFirstAndTheEndedOnesLast() throws Exception {
        registry.createEnvironment(new Environment("default", "Default Project", "project_2"));
        registry.issue(new KeyRequest(KeyType.SECRET, "default", "other", Scopes.all(), Restrictions.NONE, null));
        for (String name : List.of("a", "b", "c", "d")) {
            now = now.plusSeconds(1);
            registry.issue(request(name));
        }
        registry.revoke(idOf("d"));
        registry.roll(idOf("c"), Duration.ZERO);
        now = now.plusSeconds(1);

        assertThat(names(registry.newest("demo", 10))).containsExactly("c", "b", "a", "d", "c");
        assertThat(names(registry.newest("demo", 2))).containsExactly("c", "b");
        assertThat(registry.newest("nowhere", 10)).isEmpty();
    }

    @Test
    void keysAreFoundByTheirIds() throws Exception {
        registry.issue(request("a"));
        registry.issue(request("b"));

        assertThat(registry.find(idOf("a")).orElseThrow().key().name()).isEqualTo("a");
        assertThat(registry.find("key_nobody")).isEmpty();
        assertThat(names(registry.find(Set.of(idOf("a"), idOf("b"), "key_nobody"))))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(registry.find(Set.of())).isEmpty();
    }

    private String idOf(String name) throws Exception {
        return registry.list().stream()
                .filter(key -> key.key().name().equals(name))
                .findFirst()
                .orElseThrow()
                .key()
                .id();
    }

    private static List<String> names(List<KeyDescription> keys) {
        return keys.stream().map(key -> key.key().name()).toList();
    }

    @Test
    void aKeyIsRevokedOnceAndAuditedOnce() throws Exception {
        IssuedKey key = registry.issue(request("ci"));

        registry.revoke(key.record().id());
        now = NOON.plusSeconds(5);
        KeyRecord again = registry.revoke(key.record().id());

        assertThat(again.revokedAt()).isEqualTo(NOON);
        assertThat(find(key).isRevoked()).isTrue();
        assertThat(audit())
                .containsExactly(
                        "create environment null",
                        "issue " + key.record().id(),
                        "revoke " + key.record().id());
    }

    @Test
    void anEditChangesWhatItNames() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        KeyRecord edited = registry.edit(key.id(), KeyEdit.none().scopes(Scopes.of(List.of())));

        assertThat(edited.name()).isEqualTo("ci");
        assertThat(registry.describe(key.id()).key().scopes()).isEqualTo(Scopes.of(List.of()));
    }

    @Test
    void aRefusedChangeLeavesNothingBehind() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();
        registry.revoke(key.id());
        List<String> before = audit();

        assertThatThrownBy(() -> registry.roll(key.id(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key " + key.id() + " is revoked; issue a new one");
        assertThatThrownBy(() -> registry.revoke("key_x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no key with id 'key_x'");
        assertThat(registry.list()).hasSize(1);
        assertThat(audit()).isEqualTo(before);
    }

    @Test
    void eachChangeIsOneRowOfTheAudit() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();
        registry.edit(key.id(), KeyEdit.none().name("x".repeat(255)).origins(List.of()));
        registry.as(new Actor("b".repeat(300), "pipeline")).roll(key.id(), Duration.ZERO);

        assertThat(Database.query(
                        dataSource,
                        String.class,
                        "SELECT actor || ' ' || origin || ' ' || action || ' ' || environment_id FROM keystile_audit"
                                + " ORDER BY id"))
                .containsExactly(
                        "anna build-7 create environment demo",
                        "anna build-7 issue demo",
                        "anna build-7 edit demo",
                        "b".repeat(255) + " pipeline roll demo");
        assertThat(Database.query(dataSource, Instant.class, "SELECT DISTINCT at FROM keystile_audit"))
                .containsExactly(NOON);
    }

    @Test
    void twoEnvironmentsMayBelongToOneProject() throws Exception {
        registry.createEnvironment(new Environment("live", "Live", DEMO.projectId()));

        assertThat(registry.environments()).extracting(Environment::id).containsExactlyInAnyOrder("demo", "live");
        assertThatThrownBy(() -> registry.createEnvironment(DEMO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an environment 'demo' already");
    }

    @Test
    void whatTheTablesCannotHoldIsTheRequestsFaultAndADeadDatabaseIsNot() throws Exception {
        assertThatThrownBy(() -> registry.issue(request("n".repeat(256))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the database refuses: a text is too long; a name and a scope may have 255 characters,"
                        + " an origin 512");
        assertThat(registry.list()).isEmpty();

        dataSource.close();
        assertThatThrownBy(() -> registry.list()).isInstanceOf(KeyStoreException.class);
    }

    @Test
    void aKeyIsRolledOnceByTwoAtATime() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        List<String> outcomes = bothAtOnce(key, () -> {
            registry.roll(key.id(), Duration.ZERO);
            return "rolled";
        });

        assertThat(outcomes).containsExactlyInAnyOrder("rolled", "key " + key.id() + " is expired; issue a new one");
        assertThat(registry.list()).hasSize(2);
        assertThat(audit()).hasSize(3).endsWith("roll " + key.id());
    }

    @Test
    void aKeyIsRevokedOnceByTwoAtATime() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        assertThat(bothAtOnce(key, () -> registry.revoke(key.id()).revokedAt().toString()))
                .containsOnly(NOON.toString());

        assertThat(audit()).hasSize(3).endsWith("revoke " + key.id());
    }

    @Test
    void twoEditsAtOnceBothHold() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().networks(List.of("10.0.0.0/8"))),
                edit(key, KeyEdit.none().origins(List.of("https://a.example"))));

        assertThat(registry.describe(key.id()).key().restrictions())
                .isEqualTo(Restrictions.of(List.of("https://a.example"), List.of("10.0.0.0/8")));
    }

    @Test
    void anEditBesideARevocationLeavesTheKeyRevoked() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().name("other")),
                () -> registry.revoke(key.id()).id());

        assertThat(registry.describe(key.id()).key())
                .isEqualTo(key.edited("other", key.scopes(), key.restrictions()).revokedAt(NOON));
    }

    @Test
    void anEditBesideARollLeavesTheOldKeyItsEnd() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().networks(List.of())),
                () -> registry.roll(key.id(), Duration.ofHours(1)).record().id());

        KeyRecord old = registry.describe(key.id()).key();
        assertThat(old.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(old.restrictions()).isEqualTo(Restrictions.of(null, List.of()));
    }

    private Callable<String> edit(KeyRecord key, KeyEdit edit) {
        return () -> registry.edit(key.id(), edit).id();
    }

    @Test
    void whatIsToldOfAnUpdateIsDoneInItsTransaction() throws Exception {
        Database.execute(dataSource, "CREATE TABLE seen (id VARCHAR(128), state VARCHAR(20))");
        JdbcKeyRegistry telling = registry.telling((handle, key) ->
                handle.execute("INSERT INTO seen VALUES (?, ?)", key.id(), key.isRevoked() ? "revoked" : "changed"));
        KeyRecord key = telling.issue(request("ci")).record();
        telling.as(ANNA).edit(key.id(), KeyEdit.none().name("other"));
        telling.revoke(key.id());

        assertThat(Database.query(dataSource, String.class, "SELECT state FROM seen WHERE id = '" + key.id() + "'"))
                .containsExactly("changed", "revoked");

        KeyRecord kept = telling.issue(request("kept")).record();
        JdbcKeyRegistry failing =
                registry.telling((handle, changed) -> handle.execute("INSERT INTO nowhere VALUES (1)"));
        assertThatThrownBy(() -> failing.revoke(kept.id())).isInstanceOf(KeyStoreException.class);
        assertThat(registry.describe(kept.id()).key()).isEqualTo(kept);
    }

    /** What two get who both wait for the key's row. */
    private List<String> bothAtOnce(KeyRecord key, Callable<String> change) throws Exception {
        return bothAtOnce(key, change, change);
    }

    private List<String> bothAtOnce(KeyRecord key, Callable<String> first, Callable<String> second) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT id FROM keystile_key WHERE id = '" + key.id() + "' FOR UPDATE");
            }
            Future<String> one = threads.submit(first);
            Future<String> other = threads.submit(second);
            await().pollInterval(Duration.ofMillis(20)).until(() -> database.waiting(dataSource) == 2);
            connection.rollback();
            return List.of(outcome(one), outcome(other));
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(Future<String> future) throws Exception {
        try {
            return future.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
            return e.getCause().getMessage();
        }
    }

    private List<String> audit() {
        return Database.query(
                dataSource,
                String.class,
                "SELECT action || ' ' || COALESCE(key_id, 'null') FROM keystile_audit ORDER BY id");
    }
}
