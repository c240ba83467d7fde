package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.KeyDescription;
import dev.keystile.admin.KeyQuery;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.store.file.KeyFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class KeyImportTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Project LIVE = Project.ofDefault(TestKeys.DEMO.id(), new Environment("live", "Live"));

    private static final Project DEMO = Project.ofDefault("project_2", new Environment("demo", "Demo"));

    @Parameter
    private Database database;

    private final List<Integer> progress = new ArrayList<>();
    private HikariDataSource dataSource;
    private KeyImport keyImport;

    @BeforeEach
    void makeTables() throws Exception {
        dataSource = database.migrated();
        keyImport = new KeyImport(dataSource, InstantSource.fixed(NOON), new Actor("anna", "build-7"));
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private void run(List<Project> projects, ApiKey... keys) throws Exception {
        keyImport.run(KeyFile.ofDefaultAccount(projects, List.of(keys)), progress::add);
    }

    private List<ApiKey> keys() {
        return KeyTable.jdbi(dataSource)
                .withHandle(handle ->
                        KeyListStatement.of(KeyQuery.all(), null, 10_000, NOON).run(handle))
                .stream()
                .map(KeyDescription::key)
                .toList();
    }

    private List<Project> projects() {
        return KeyTable.jdbi(dataSource)
                .withHandle(handle -> new ProjectTable(handle)
                        .of(List.of(AccountRecord.DEFAULT))
                        .get(Account.DEFAULT_ID));
    }

    private List<String> audit() {
        return Database.query(
                dataSource,
                String.class,
                "SELECT actor || ' ' || action || ' ' || environment_id || ' ' || COALESCE(key_id, '')"
                        + " FROM keystile_audit ORDER BY id");
    }

    private static ApiKey record(int number, Scopes scopes, Restrictions restrictions) {
        return new ApiKey(
                "key_" + number,
                restrictions.origins() == null ? KeyType.SECRET : KeyType.PUBLISHABLE,
                LIVE,
                "number " + number,
                TestKeys.digest(number),
                number % 2 == 0 ? null : "abcd",
                scopes,
                restrictions,
                TestKeys.CREATED.plusNanos(number * 1_000L),
                null,
                null);
    }

    private static ApiKey record(int number) {
        return record(number, Scopes.all(), Restrictions.NONE);
    }

    private static ApiKey withDigest(ApiKey key, KeyDigest digest) {
        return new ApiKey(
                key.id(),
                key.type(),
                key.project(),
                key.name(),
                digest,
                key.lastFour(),
                key.scopes(),
                key.restrictions(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt());
    }

    @Test
    void everythingThatAKeyFileKnowsSurvives() throws Exception {
        ApiKey[] keys = {
            record(1),
            record(2, Scopes.of(List.of()), Restrictions.of(null, List.of())),
            record(3, Scopes.of(List.of("a", "b:c")), Restrictions.NONE),
            record(4, Scopes.all(), Restrictions.of(null, List.of("10.0.0.0/8", "fd00::/8", "::1"))),
            record(5).endingAt(NOON.plusNanos(123_456_000)).revokedAt(NOON.minusSeconds(1)),
            record(6, Scopes.all(), Restrictions.of(List.of("https://a.example"), null)),
        };

        run(List.of(LIVE, DEMO), keys);

        assertThat(keys()).containsExactly(keys);
        assertThat(projects()).containsExactly(LIVE, DEMO);
        assertThat(audit())
                .startsWith("anna import environment live ", "anna import environment demo ", "anna import live key_1")
                .hasSize(8);
    }

    @Test
    void aListenerHearsOfEachKeyOnceAllAreIn() throws Exception {
        List<String> heard = new ArrayList<>();
        KeyImport telling = keyImport.telling(event -> {
            heard.add(event.action() + " "
                    + (event.key() == null ? "-" : event.key().id()) + " of " + keys().size());
            throw new IllegalStateException("a listener that fails on purpose");
        });

        telling.run(KeyFile.ofDefaultAccount(List.of(LIVE), List.of(record(1), record(2))), progress::add);
        assertThatThrownBy(
                        () -> telling.run(KeyFile.ofDefaultAccount(List.of(LIVE), List.of(record(2))), progress::add))
                .isInstanceOf(ConflictException.class);

        assertThat(heard).containsExactly("import environment - of 2", "import key_1 of 2", "import key_2 of 2");
    }

    @Test
    void anEqualEnvironmentIsUsedAndAnotherByItsNameRefused() throws Exception {
        run(List.of(LIVE), record(1));
        run(List.of(LIVE), record(2));
        assertThat(projects()).containsExactly(LIVE);
        assertThat(keys()).hasSize(2);

        Project other = Project.ofDefault("project_other", new Environment("live", "Other"));
        assertThatThrownBy(() -> run(List.of(DEMO, other)))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the environment 'live' is another in the database: Live; nothing was imported");
        assertThat(projects()).containsExactly(LIVE);
    }

    @Test
    void aKeyThatIsThereAlreadyIsNamedAndNothingIsImported() throws Exception {
        run(List.of(LIVE), record(1_500));
        List<String> before = audit();
        ApiKey[] many = Stream.iterate(1, number -> number + 1)
                .limit(2_000)
                .map(KeyImportTest::record)
                .toArray(ApiKey[]::new);

        assertThatThrownBy(() -> run(List.of(LIVE, DEMO), many))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the key key_1500 is in the database already; nothing was imported");
        assertThatThrownBy(() -> run(List.of(LIVE), withDigest(record(9), TestKeys.digest(1_500))))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the key key_9 is in the database already as key_1500; nothing was imported");
        assertThatThrownBy(() -> run(List.of(LIVE), withDigest(record(1_500), TestKeys.digest(9))))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the key key_1500 is in the database already; nothing was imported");

        assertThat(keys()).hasSize(1);
        assertThat(projects()).containsExactly(LIVE);
        assertThat(audit()).isEqualTo(before);
    }

    private static KeyFile accounts(String more) throws Exception {
        return KeyFile.parse("""
                environments: [{id: live, name: Live}, {id: demo}]
                accounts:
                  - {id: cus_42, name: Acme, plan: free, metadata: {region: eu, a: 'b"\\\\'}, projects: {live: project_1}}
                  - {id: cus_43, name: Other, state: suspended}
                keys:
                  - {id: key_1, account: cus_42, type: secret, environment: live, sha256: %s, metadata: {team: billing},
                     created-at: 2026-01-01T00:00:00Z}
                %s""".formatted("0f".repeat(32), more), "keys.yaml");
    }

    @Test
    void accountsProjectsAndMetadataAreImported() throws Exception {
        KeyFile file = accounts("");

        keyImport.run(file, progress::add);

        ApiKey key = keys().get(0);
        assertThat(key.account()).isEqualTo(file.accounts().get(0).account());
        assertThat(key.project().id()).isEqualTo("project_1");
        assertThat(key.metadata()).isEqualTo(Map.of("team", "billing"));
        assertThat(Database.query(
                        dataSource,
                        String.class,
                        "SELECT account_id || ' ' || environment_id FROM keystile_project ORDER BY 1"))
                .containsExactly("cus_42 demo", "cus_42 live", "cus_43 demo", "cus_43 live");
        assertThat(Database.query(
                        dataSource, String.class, "SELECT id || ' ' || state FROM keystile_account ORDER BY id"))
                .containsExactly("cus_42 active", "cus_43 suspended", "default active");
        assertThat(
                        Database.query(
                                dataSource,
                                String.class,
                                "SELECT action || ' ' || account_id FROM keystile_audit WHERE account_id IS NOT NULL ORDER BY id"))
                .containsExactly("import account cus_42", "import account cus_43", "import cus_42");
    }

    @Test
    void anEqualAccountIsUsedAndAnotherByItsIdRefused() throws Exception {
        keyImport.run(accounts(""), progress::add);
        Database.execute(dataSource, "DELETE FROM keystile_key");
        keyImport.run(accounts(""), progress::add);
        assertThat(keys()).hasSize(1);

        for (String[] change : new String[][] {
            {"name = 'Acne'", "the account cus_42 is another in the database: Acne, active; nothing was imported"},
            {"state = 'closed'", "the account cus_42 is another in the database: Acme, closed; nothing was imported"},
        }) {
            Database.execute(dataSource, "UPDATE keystile_account SET " + change[0] + " WHERE id = 'cus_42'");
            assertThatThrownBy(() -> keyImport.run(accounts(""), progress::add))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage(change[1]);
            Database.execute(
                    dataSource, "UPDATE keystile_account SET name = 'Acme', state = 'active' WHERE id = 'cus_42'");
        }
        Database.execute(dataSource, "DELETE FROM keystile_key");
        Database.execute(dataSource, "UPDATE keystile_project SET id = 'project_2' WHERE id = 'project_1'");
        assertThatThrownBy(() -> keyImport.run(accounts(""), progress::add))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the project of account cus_42 in the environment 'live' is another in the database:"
                        + " project_2; nothing was imported");
    }

    @Test
    void twoProjectsDoNotShareAnId() {
        Project same = Project.ofDefault(LIVE.id(), new Environment("other", "Other"));

        assertThatThrownBy(() -> run(List.of(LIVE, same)))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the Project ID project_demo is that of another project already; nothing was imported");
        assertThat(Database.query(dataSource, String.class, "SELECT id FROM keystile_environment"))
                .isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsNotImportedInPart() throws Exception {
        Project tooLong = Project.ofDefault("p".repeat(129), new Environment("long", "Long"));

        assertThatThrownBy(() -> run(List.of(LIVE, tooLong), record(1)))
                .isInstanceOf(InvalidException.class)
                .hasMessage("a text is longer than the database keeps");

        assertThat(keys()).isEmpty();
        assertThat(projects()).isEmpty();
    }

    @Test
    void fiveThousandKeysAreImportedWithProgress() throws Exception {
        ApiKey[] many = Stream.iterate(1, number -> number + 1)
                .limit(4_999)
                .map(KeyImportTest::record)
                .toArray(ApiKey[]::new);

        run(List.of(LIVE), many);

        assertThat(progress).containsExactly(1_000, 2_000, 3_000, 4_000, 4_999);
        assertThat(keys()).containsExactly(many);
        assertThat(audit()).hasSize(5_000);
    }
}
