package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyAdminContract;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
class JdbcAdminStoreTest implements KeyAdminContract {

    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo Project"));

    @Parameter
    private Database database;

    private HikariDataSource dataSource;
    private JdbcKeyStore store;
    private KeyAdmin admin;
    private Instant now = NOON;
    private final KeyIssuer issuer = new KeyIssuer(new KeyGenerator(), () -> now);

    @BeforeEach
    void makeTables() throws Exception {
        dataSource = database.migrated();
        store = new JdbcKeyStore(dataSource);
        admin = KeyAdmin.on(new JdbcAdminStore(dataSource), issuer, AdminListener.NONE);
        Database.add(dataSource, DEMO);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Override
    public KeyAdmin admin() {
        return admin;
    }

    @Override
    public KeyAdmin telling(AdminListener listener) {
        return KeyAdmin.on(new JdbcAdminStore(dataSource), issuer, listener);
    }

    @Override
    public void at(Instant time) {
        now = time;
    }

    @Override
    public List<String> audit() {
        return Database.query(
                dataSource,
                String.class,
                "SELECT action || ' ' || COALESCE(key_id, '-') || ' ' || actor FROM keystile_audit ORDER BY id");
    }

    private ApiKey issue(String name) throws AdminException {
        return admin.issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", name)).record();
    }

    private ApiKey stored(ApiKey key) throws AdminException {
        return admin.describe(key.id()).key();
    }

    private List<KeyDescription> all() throws AdminException {
        return admin.list(KeyQuery.all()).keys();
    }

    @Test
    void theStoreFindsWhatWasIssuedAndRevoked() throws Exception {
        ApiKey key = issue("ci");
        assertThat(store.find(key.digest())).isEqualTo(key);

        ApiKey revoked = admin.revoke(ANNA, key.id());

        assertThat(store.find(key.digest())).isEqualTo(revoked);
    }

    @Test
    void anAuditRowSaysWhoWhereWhenAndWhat() throws Exception {
        ApiKey key = issue("ci");
        admin.edit(ANNA, key.id(), KeyEdit.none().name("x".repeat(255)).networks(List.of()));
        admin.roll(new Actor("b".repeat(300), "pipeline"), key.id(), Duration.ZERO);

        assertThat(Database.query(
                        dataSource,
                        String.class,
                        "SELECT actor || ' ' || origin || ' ' || action || ' ' || environment_id || ' ' || detail"
                                + " FROM keystile_audit ORDER BY id"))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .isEqualTo("anna build-7 issue demo scopes all, origins any, networks any"),
                        row -> assertThat(row)
                                .isEqualTo("anna build-7 edit demo name " + "x".repeat(255)
                                        + ", scopes all, origins any, networks []"),
                        row -> assertThat(row)
                                .startsWith("b".repeat(255) + " pipeline roll demo to key_")
                                .endsWith(", ends at " + NOON));
        assertThat(Database.query(dataSource, Instant.class, "SELECT DISTINCT at FROM keystile_audit"))
                .containsExactly(NOON);
    }

    @Test
    void twoEnvironmentsMayBelongToOneProject() throws Exception {
        admin.createEnvironment(ANNA, new Environment("live", "Live"));

        assertThat(admin.environments()).extracting(Environment::id).containsExactlyInAnyOrder("demo", "live");
    }

    @Test
    void aDatabaseThatIsGoneIsUnavailable() {
        dataSource.close();

        assertThatThrownBy(() -> admin.list(KeyQuery.all())).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> issue("ci")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aKeyIsAdoptedOnceByTwoAtATime() throws Exception {
        KeyRequest request = KeyRequest.of(KeyType.SECRET, "demo", "legacy");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> adoptions = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                adoptions.add(threads.submit(() ->
                        admin.adopt(ANNA, request, TestKeys.digest(1), null).name()));
            }
            List<String> outcomes = List.of(outcome(adoptions.get(0)), outcome(adoptions.get(1)));

            assertThat(outcomes).contains("legacy").anyMatch(outcome -> outcome.contains("there already"));
            assertThat(all()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyIsRolledOnceByTwoAtATime() throws Exception {
        ApiKey key = issue("ci");

        List<String> outcomes = bothAtOnce(key, () -> {
            admin.roll(ANNA, key.id(), Duration.ZERO);
            return "rolled";
        });

        assertThat(outcomes).containsExactlyInAnyOrder("rolled", "key " + key.id() + " is expired; issue a new one");
        assertThat(all()).hasSize(2);
        assertThat(audit()).hasSize(2).endsWith("roll " + key.id() + " anna");
    }

    @Test
    void aKeyIsRevokedOnceByTwoAtATime() throws Exception {
        ApiKey key = issue("ci");

        assertThat(bothAtOnce(
                        key, () -> admin.revoke(ANNA, key.id()).revokedAt().toString()))
                .containsOnly(NOON.toString());

        assertThat(audit()).hasSize(2).endsWith("revoke " + key.id() + " anna");
    }

    @Test
    void twoEditsAtOnceBothHold() throws Exception {
        ApiKey key = issue("ci");

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().networks(List.of("10.0.0.0/8"))),
                edit(key, KeyEdit.none().scopes(List.of("read"))));

        assertThat(stored(key))
                .isEqualTo(key.edited("ci", Scopes.of(List.of("read")), Restrictions.of(null, List.of("10.0.0.0/8"))));
    }

    @Test
    void anEditBesideARevocationLeavesTheKeyRevoked() throws Exception {
        ApiKey key = issue("ci");

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().name("other")),
                () -> admin.revoke(ANNA, key.id()).id());

        assertThat(stored(key))
                .isEqualTo(key.edited("other", key.scopes(), key.restrictions()).revokedAt(NOON));
    }

    @Test
    void anEditBesideARollLeavesTheOldKeyItsEnd() throws Exception {
        ApiKey key = issue("ci");

        bothAtOnce(
                key,
                edit(key, KeyEdit.none().networks(List.of())),
                () -> admin.roll(ANNA, key.id(), Duration.ofHours(1)).record().id());

        assertThat(stored(key).expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(stored(key).restrictions()).isEqualTo(Restrictions.of(null, List.of()));
    }

    private Callable<String> edit(ApiKey key, KeyEdit edit) {
        return () -> admin.edit(ANNA, key.id(), edit).id();
    }

    @Test
    void otherTablesAreUpdatedInTheTransactionOfEachUpdate() throws Exception {
        Database.execute(dataSource, "CREATE TABLE seen (id VARCHAR(128), state VARCHAR(20))");
        KeyAdmin updating = KeyAdmin.on(new JdbcAdminStore(dataSource)
                .updating((handle, key) -> handle.execute(
                        "INSERT INTO seen VALUES (?, ?)", key.id(), key.isRevoked() ? "revoked" : "changed")));
        ApiKey key = issue("ci");
        updating.edit(ANNA, key.id(), KeyEdit.none().name("other"));
        updating.revoke(ANNA, key.id());

        assertThat(Database.query(dataSource, String.class, "SELECT state FROM seen WHERE id = '" + key.id() + "'"))
                .containsExactly("changed", "revoked");
    }

    @Test
    void whatTheOtherTablesRefuseIsNotDone() throws Exception {
        ApiKey first = issue("first");
        ApiKey second = issue("second");
        List<String> heard = new ArrayList<>();
        KeyAdmin failing = KeyAdmin.on(
                new JdbcAdminStore(dataSource).updating((handle, changed) -> {
                    if (changed.name().equals("second")) {
                        handle.execute("INSERT INTO nowhere VALUES (1)");
                    }
                }),
                event -> heard.add(event.action().label()));

        assertThatThrownBy(() -> failing.revoke(ANNA, List.of(first.id(), second.id())))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(stored(first)).isEqualTo(first);
        assertThat(stored(second)).isEqualTo(second);
        assertThat(audit()).hasSize(2);
        assertThat(heard).isEmpty();
    }

    /** What two get who both wait for the key's row. */
    private List<String> bothAtOnce(ApiKey key, Callable<String> change) throws Exception {
        return bothAtOnce(key, change, change);
    }

    private List<String> bothAtOnce(ApiKey key, Callable<String> first, Callable<String> second) throws Exception {
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
            assertThat(e.getCause()).isInstanceOf(ConflictException.class);
            return e.getCause().getMessage();
        }
    }
}
