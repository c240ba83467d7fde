package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.TestTimeout;
import dev.keystile.admin.AccountAdminContract;
import dev.keystile.admin.AccountEdit;
import dev.keystile.admin.AccountImportContract;
import dev.keystile.admin.AccountListContract;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.KeyStoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class JdbcAccountAdminTest implements AccountAdminContract, AccountListContract, AccountImportContract {

    @Parameter
    private Database database;

    private HikariDataSource dataSource;
    private JdbcAdminStore store;
    private Instant now = NOON;
    private final KeyIssuer issuer = new KeyIssuer(new KeyGenerator(), () -> now);

    @BeforeEach
    void makeTables() throws Exception {
        dataSource = database.migrated();
        store = new JdbcAdminStore(dataSource);
        Database.add(dataSource, Project.ofDefault("project_1", new Environment("default", "Default Project")));
        Database.add(dataSource, Project.ofDefault("project_2", new Environment("demo", "Demo Project")));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Override
    public AdminStore store() {
        return store;
    }

    @Override
    public KeyIssuer issuer() {
        return issuer;
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
                "SELECT action || ' ' || COALESCE(account_id, '-') || ' ' || COALESCE(environment_id, '-') || ' '"
                        + " || COALESCE(key_id, '-') || ' ' || actor FROM keystile_audit ORDER BY id");
    }

    private List<String> projectRows(String accountId) {
        return Database.query(
                dataSource,
                String.class,
                "SELECT environment_id || ' ' || id FROM keystile_project WHERE account_id = '" + accountId
                        + "' ORDER BY environment_id");
    }

    private void sql(String statement) throws Exception {
        Database.execute(dataSource, statement);
    }

    @Test
    void aLookUpSeesWhatAdministrationWrites() throws Exception {
        create("cus_42");
        ApiKey key = keys().issue(
                        ANNA,
                        KeyRequest.of(KeyType.SECRET, "demo", "ci")
                                .account("cus_42")
                                .metadata(Map.of("team", "billing")))
                .record();
        JdbcKeyStore lookUp = new JdbcKeyStore(dataSource);
        assertThat(lookUp.find(key.digest())).isEqualTo(key);

        accounts().edit(ANNA, "cus_42", AccountEdit.none().plan("pro").metadata(Map.of("region", "eu \"1\"")));
        accounts().suspend(ANNA, "cus_42");

        ApiKey found = lookUp.find(key.digest());
        assertThat(found.project().account()).isEqualTo(stored("cus_42"));
        assertThat(found.account().plan()).isEqualTo("pro");
        assertThat(found.account().metadata()).isEqualTo(Map.of("region", "eu \"1\""));
        assertThat(found.project().account().state()).isEqualTo(AccountState.SUSPENDED);
        sql("UPDATE keystile_account SET state = 'active', metadata = '{\"region\":\"us\"}' WHERE id = 'cus_42'");
        assertThat(lookUp.find(key.digest()).account().metadata()).isEqualTo(Map.of("region", "us"));
    }

    @Test
    void aWrongEditByHandIsAnOutageOfThatAccountOnly() throws Exception {
        create("cus_42");
        ApiKey key = issue("cus_42", "demo");
        ApiKey other = issue("default", "demo");
        JdbcKeyStore lookUp = new JdbcKeyStore(dataSource);

        assertThatThrownBy(() -> sql("UPDATE keystile_account SET state = 'on hold'"))
                .hasMessageMatching("(?is).*constraint.*");
        sql("UPDATE keystile_account SET metadata = '{\"region\": 1}' WHERE id = 'cus_42'");

        String message = "the row of account cus_42 is wrong: the metadata must be a JSON object of texts such as"
                + " {\"region\": \"eu\"}";
        assertThatThrownBy(() -> lookUp.find(key.digest()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageEndingWith(message);
        assertThatThrownBy(() -> accounts().describe("cus_42"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith(message);
        assertThat(lookUp.find(other.digest())).isEqualTo(other);
        sql("UPDATE keystile_account SET metadata = '{}' WHERE id = 'cus_42'");
        sql("UPDATE keystile_key SET metadata = '{\"a b\": \"c\"}' WHERE id = '" + key.id() + "'");
        assertThatThrownBy(() -> lookUp.find(key.digest()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("the row of key " + key.id() + " is wrong: the metadata name 'a b' must be");
    }

    @Test
    void aProjectOfANewEnvironmentIsMadeAtItsFirstUse() throws Exception {
        create("cus_42");
        keys().createEnvironment(ANNA, new Environment("stage", "Stage"));
        assertThat(projectRows("cus_42")).hasSize(2);
        List<Project> projects = accounts().describe("cus_42").projects();
        assertThat(projects).hasSize(3).allMatch(Project::isDerived);
        assertThat(keys().list(KeyQuery.all().account("cus_42").environment("stage"))
                        .keys())
                .isEmpty();

        List<ApiKey> issued = new ArrayList<>();
        for (Future<ApiKey> key : atOnce(() -> issue("cus_42", "stage"), () -> issue("cus_42", "stage"))) {
            issued.add(key.get(TestTimeout.SECONDS, TimeUnit.SECONDS));
        }

        assertThat(projectRows("cus_42"))
                .hasSize(3)
                .contains("stage " + projects.get(2).id());
        assertThat(issued).extracting(ApiKey::project).containsOnly(projects.get(2));
        assertThat(keys().list(KeyQuery.all().account("cus_42").environment("stage"))
                        .keys())
                .hasSize(2);
        assertThat(accounts().describe("cus_42").projects()).isEqualTo(projects);
    }

    @Test
    void otherTablesAreUpdatedForEachKeyOfARevokedAccount() throws Exception {
        create("cus_42");
        List<String> ids =
                List.of(issue("cus_42", "demo").id(), issue("cus_42", "default").id());
        ApiKey before = keys().revoke(ANNA, issue("cus_42", "demo").id());
        ApiKey other = issue("default", "demo");
        List<String> updated = new ArrayList<>();
        KeyAdmin updating = KeyAdmin.on(
                store.updating((handle, key) -> updated.add(key.id() + " " + key.revokedAt())),
                issuer,
                AdminListener.NONE);
        now = NOON.plusSeconds(1);

        assertThat(updating.revokeAll(ANNA, "cus_42", null)).isEqualTo(2);

        assertThat(updated)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> id + " " + now).toList());
        assertThat(stored(before)).isEqualTo(before);
        assertThat(stored(other)).isEqualTo(other);
    }

    @Test
    void nobodyWaitsForSomebodyWhoWaitsForThem() throws Exception {
        create("cus_42");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(issue("cus_42", i % 2 == 0 ? "demo" : "default").id());
        }
        JdbcKeyStore uses = new JdbcKeyStore(dataSource).recordingUseWith(dataSource);
        Map<String, Instant> used = ids.stream().collect(Collectors.toMap(id -> id, id -> NOON));

        for (int round = 0; round < 5; round++) {
            sql("UPDATE keystile_key SET revoked_at = NULL, expires_at = NULL");
            String rolled = ids.get(round);
            for (Future<?> change : atOnce(
                    () -> keys().revokeAll(ANNA, "cus_42", null),
                    () -> keys().revoke(ANNA, ids),
                    () -> accounts().suspend(ANNA, "cus_42"),
                    () -> issue("cus_42", "demo"),
                    () -> {
                        uses.recordUse(used);
                        return keys().edit(ANNA, rolled, KeyEdit.none().name("other"));
                    })) {
                change.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
            }
            accounts().resume(ANNA, "cus_42");
        }
        assertThat(keys().find(Set.copyOf(ids))).allMatch(key -> key.key().isRevoked());
    }

    @SafeVarargs
    private static <T> List<Future<T>> atOnce(Callable<? extends T>... changes) throws Exception {
        CyclicBarrier start = new CyclicBarrier(changes.length);
        ExecutorService threads = Executors.newFixedThreadPool(changes.length);
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<? extends T> change : changes) {
            futures.add(threads.submit(() -> {
                start.await(TestTimeout.SECONDS, TimeUnit.SECONDS);
                return change.call();
            }));
        }
        threads.shutdown();
        return futures;
    }
}
