package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.keystile.admin.AccountAdmin;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyState;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of an earlier version become those of today. */
@ParameterizedClass
@EnumSource(Database.class)
class MigrationTest {

    private static final Actor BERT = new Actor("bert", "build-8");
    private static final String NO_LISTS = "NULL, NULL, NULL";
    private static final String NEVER = "NULL, NULL, NULL";

    @Parameter
    private Database database;

    @TempDir
    Path folder;

    private HikariDataSource dataSource;
    private EarlierTables earlier;

    @BeforeEach
    void fill() throws Exception {
        dataSource = Database.connect(
                database == Database.H2 ? "jdbc:h2:file:" + folder.resolve("keystile") : database.create());
        earlier = EarlierTables.make(dataSource)
                .environment("demo", "Demo Project", "project_2", "2025-01-02 00:00:00+00")
                .environment("default", "Default Project", "project_1", "2025-01-01 00:00:00+00")
                .environment("stage", "Stage", "project_2", "2025-01-03 00:00:00+00")
                .key(
                        "key_1",
                        "default",
                        "secret",
                        TestKeys.digest(1),
                        "ARRAY['read', 'a:b'], NULL, ARRAY['10.0.0.0/8']",
                        "TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00+00', NULL,"
                                + " TIMESTAMP WITH TIME ZONE '2026-11-01 00:00:00+00'")
                .key(
                        "key_2",
                        "demo",
                        "publishable",
                        TestKeys.digest(2),
                        "NULL, ARRAY['https://a.example'], NULL",
                        NEVER)
                .key(
                        "key_3",
                        "demo",
                        "secret",
                        TestKeys.digest(3),
                        NO_LISTS,
                        "NULL, TIMESTAMP WITH TIME ZONE '2026-10-01 00:00:00+00', NULL")
                .key("key_4", "stage", "secret", TestKeys.digest(4), NO_LISTS, NEVER)
                .audit("create environment", "demo", null, "Demo Project")
                .audit("issue", "default", "key_1", "scopes all")
                .audit("revoke", "demo", "key_3", "");
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    private static ApiKey key(String id, KeyType type, String projectId, Environment environment, long digest) {
        return new ApiKey(
                id,
                type,
                Project.ofDefault(projectId, environment),
                "name of " + id,
                TestKeys.digest(digest),
                "abcd",
                Scopes.all(),
                Restrictions.NONE,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null);
    }

    @Test
    void whatWasThereBelongsToTheAccountDefaultAndNothingIsLost() throws Exception {
        List<String> audit = earlier.auditRows();
        Environment demo = new Environment("demo", "Demo Project");
        Environment live = new Environment("default", "Default Project");
        Environment stage = new Environment("stage", "Stage");
        List<ApiKey> expected = List.of(
                key("key_1", KeyType.SECRET, "project_1", live, 1)
                        .edited(
                                "name of key_1",
                                Scopes.of(List.of("read", "a:b")),
                                Restrictions.of(null, List.of("10.0.0.0/8")))
                        .endingAt(Instant.parse("2999-01-01T00:00:00Z")),
                key("key_2", KeyType.PUBLISHABLE, "project_2", demo, 2)
                        .edited("name of key_2", Scopes.all(), Restrictions.of(List.of("https://a.example"), null)),
                key("key_3", KeyType.SECRET, "project_2", demo, 3).revokedAt(Instant.parse("2026-10-01T00:00:00Z")),
                // Of two environments with the same Project ID, the older keeps it.
                key("key_4", KeyType.SECRET, "project_2_stage", stage, 4));

        JdbcSchema.migrate(dataSource);
        JdbcSchema.migrate(dataSource);

        JdbcKeyStore store = new JdbcKeyStore(dataSource);
        for (ApiKey key : expected) {
            assertThat(store.find(key.digest())).isEqualTo(key);
        }
        KeyAdmin admin = KeyAdmin.on(new JdbcAdminStore(dataSource));
        assertThat(admin.list(KeyQuery.all()).keys())
                .extracting(described -> described.key())
                .isEqualTo(expected);
        assertThat(admin.describe("key_1").lastUsedAt()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(admin.environments()).containsExactly(live, demo, stage);
        assertThat(admin.projects(null))
                .extracting(Project::id)
                .containsExactly("project_1", "project_2", "project_2_stage");
        assertThat(AccountAdmin.on(new JdbcAdminStore(dataSource))
                        .list(AccountQuery.all())
                        .accounts())
                .singleElement()
                .satisfies(account -> assertThat(account.account()).isEqualTo(AccountRecord.DEFAULT));
        assertThat(earlier.auditRows()).isEqualTo(audit);
        assertThat(Database.query(dataSource, Long.class, "SELECT count(account_id) FROM keystile_audit"))
                .containsExactly(0L);
    }

    @Test
    void keysAreAdministeredAsBefore() throws Exception {
        JdbcSchema.migrate(dataSource);
        KeyAdmin admin = KeyAdmin.on(new JdbcAdminStore(dataSource));

        admin.revoke(BERT, "key_2");
        ApiKey issued =
                admin.issue(BERT, KeyRequest.of(KeyType.SECRET, "demo", "new")).record();

        assertThat(issued.project().id()).isEqualTo("project_2");
        assertThat(admin.list(KeyQuery.all().environment("demo").states(Set.of(KeyState.REVOKED)))
                        .keys())
                .extracting(described -> described.key().id())
                .containsExactly("key_2", "key_3");
        assertThat(Database.query(
                        dataSource,
                        String.class,
                        "SELECT action || ' ' || account_id || ' ' || key_id FROM keystile_audit"
                                + " WHERE actor = 'bert' ORDER BY id"))
                .containsExactly("revoke " + Account.DEFAULT_ID + " key_2", "issue default " + issued.id());
    }

    @Test
    void aNodeOfTheEarlierVersionGetsAnErrorAndNoKey() throws Exception {
        assertThatCode(() -> Database.execute(dataSource, EarlierTables.FIND)).doesNotThrowAnyException();
        assertThatThrownBy(() -> JdbcSchema.check(dataSource))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("make or migrate them with JdbcSchema.migrate");

        JdbcSchema.migrate(dataSource);

        assertThatThrownBy(() -> Database.execute(dataSource, EarlierTables.FIND))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?is).*environment_id.*");
        assertThatCode(() -> JdbcSchema.check(dataSource)).doesNotThrowAnyException();
    }
}
