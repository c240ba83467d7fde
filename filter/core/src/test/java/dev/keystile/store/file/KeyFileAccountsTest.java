package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.InvalidException;
import dev.keystile.admin.AdminException.NotFoundException;
import dev.keystile.admin.IssuedKey;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.Account;
import dev.keystile.key.AccountRecord;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyDigest;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The long form of a key file. */
class KeyFileAccountsTest {

    private static final Actor ANNA = new Actor("anna", "build-7");
    private static final String LONG = """
            environments:
              - {id: default, name: Default Project}
              - {id: demo, name: Demo Project}
            accounts:
              - {id: cus_42, name: Acme, plan: free, metadata: {region: eu, 'true': '1'}, projects: {default: project_1}}
              - {id: cus_43, name: Bolt & Co, state: suspended}
            keys:
              - {id: key_1, account: cus_42, type: secret, environment: demo, name: ci, sha256: %s, metadata: {team: billing}, created-at: '2026-11-24T00:00:00Z', expires-at: null, revoked-at: null}
            """.formatted("0f".repeat(32));
    private static final String KEYS = "keys:\n  - {type: secret, environment: demo, sha256: " + "0f".repeat(32)
            + ", created-at: 2026-11-24T00:00:00Z, id: k1";

    @TempDir
    private Path folder;

    private static KeyFile parse(String text) throws KeyStoreException {
        return KeyFile.parse(text, "keys.yaml");
    }

    private KeyAdmin admin(String text) throws Exception {
        return KeyAdmin.on(new FileAdminStore(Files.writeString(folder.resolve("keys.yaml"), text)));
    }

    private String content() throws Exception {
        return Files.readString(folder.resolve("keys.yaml"));
    }

    private static KeyRequest secret() {
        return KeyRequest.of(KeyType.SECRET, "demo", "new");
    }

    @Test
    void accountsAndTheirProjectsAreRead() throws Exception {
        KeyFile file = parse(LONG);

        AccountRecord acme =
                AccountRecord.active(new Account("cus_42", "Acme", "free", Map.of("region", "eu", "true", "1")));
        Environment demo = new Environment("demo", "Demo Project");
        assertThat(file.accounts())
                .containsExactly(
                        acme, new AccountRecord(Account.of("cus_43", "Bolt & Co", ""), AccountState.SUSPENDED, null));
        assertThat(file.projects()).hasSize(4).contains(Project.derived(acme, demo));
        assertThat(file.project(acme, file.environments().get(0)).id()).isEqualTo("project_1");
        ApiKey key = file.keys().get(0);
        assertThat(key.project()).isEqualTo(Project.derived(acme, demo));
        assertThat(key.project().account()).isSameAs(file.accounts().get(0));
        assertThat(key.metadata()).containsExactly(Map.entry("team", "billing"));
    }

    @Test
    void theLongFormIsWrittenAsItWasRead() throws Exception {
        assertThat(parse(LONG).render()).isEqualTo(LONG);
        assertThat(parse(parse(LONG).render())).isEqualTo(parse(LONG));
    }

    @Test
    void aFileOfOneAccountNeedNotNameIt() throws Exception {
        String text = "environments: [{id: demo}]\naccounts: [{id: cus_42}]\n" + KEYS + "}\n";

        assertThat(parse(text).keys().get(0).account()).isEqualTo(Account.of("cus_42", "cus_42", ""));
        admin(text).issue(ANNA, secret());
        assertThat(content()).contains("{id: k1, account: cus_42,");
    }

    @Test
    void aKeyOfTheShortFormKeepsItsMetadata() throws Exception {
        String text = "environments: [{id: demo, project-id: p}]\n" + KEYS + ", metadata: {team: billing}}\n";

        admin(text).issue(ANNA, secret());

        assertThat(content()).contains("metadata: {team: billing}").doesNotContain("account");
        assertThat(parse(content()).keys().get(0).account()).isEqualTo(AccountRecord.DEFAULT.account());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {id: demo, project-id: p} | [{id: a}] | account: a | keys.yaml:1: environments.project-id cannot stand in a file with accounts: move the Project ID to the account, as in projects: {demo: project_1}
            {id: demo} | | account: a | keys.yaml:1: accounts is missing; it must be a list, [] for an empty one
            {id: demo} | [{name: a}] | account: a | keys.yaml:2: accounts.id is missing; it must be an id that no other account has, such as cus_42
            {id: demo} | [{id: a b}] | account: a | keys.yaml:2: account id 'a b' must be 1 to 128 letters, digits, dots, underscores, colons or hyphens
            {id: demo} | [{id: a}, {id: a}] | account: a | keys.yaml:2: accounts.id is the same as at keys.yaml:2; keep one of them
            {id: demo} | [{id: a, state: paused}] | account: a | keys.yaml:2: accounts.state is 'paused'; it must be active, suspended or closed
            {id: demo} | [{id: a, projects: {dmo: p}}] | account: a | keys.yaml:2: unknown name 'accounts.projects.dmo'; did you mean 'accounts.projects.demo'?
            {id: demo} | [{id: a, projects: {demo: p}}, {id: b, projects: {demo: p}}] | account: a | keys.yaml:2: accounts.projects.demo is the same as at keys.yaml:2; keep one of them
            {id: demo} | [{id: a, metadata: {x y: z}}] | account: a | keys.yaml:2: the metadata name 'x y' must be 1 to 40 letters, digits, dots, underscores or hyphens
            {id: demo} | [{id: a, metadata: {x: }}] | account: a | keys.yaml:2: accounts.metadata.x is missing; it must be a text
            {id: demo} | [{id: a}, {id: b}] | name: x | keys.yaml:4: keys.account is missing; it must be the id of one of the accounts in this file
            {id: demo} | [{id: a}, {id: b}] | account: c | keys.yaml:4: keys.account is 'c'; it must be the id of one of the accounts in this file
            {id: demo} | [{id: a}] | metadata: {x: "\t"} | keys.yaml:4: the metadata value of 'x' must be printable text on one line, without U+0009
            """)
    void aWrongFileIsNamedByItsLine(String environment, String accounts, String key, String message) {
        String list = accounts == null ? "" : " " + accounts;
        assertRefused(
                "environments: [" + environment + "]\naccounts:" + list + "\n" + KEYS + ", " + key + "}\n", message);
    }

    @Test
    void aKeyOfAFileWithoutAccountsNamesNone() {
        assertRefused(
                "environments: [{id: demo, project-id: p}]\n" + KEYS + ", account: default}\n",
                "keys.yaml:3: keys.account names an account, but the file has no accounts: list the account under"
                        + " 'accounts', or leave keys.account out");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(KeyStoreException.class)
                .hasMessage(message);
    }

    @Test
    void nothingOfALongFileIsLostByAnyChange() throws Exception {
        KeyAdmin admin = admin(LONG);
        IssuedKey issued = admin.issue(ANNA, secret().account("cus_43"));
        admin.edit(ANNA, "key_1", KeyEdit.none().name("build"));
        ApiKey rolled = admin.roll(ANNA, "key_1", Duration.ofDays(1)).record();
        admin.revoke(ANNA, "key_1");

        KeyFile after = parse(content());
        assertThat(after.accounts()).isEqualTo(parse(LONG).accounts());
        assertThat(after.projects()).isEqualTo(parse(LONG).projects());
        assertThat(content()).startsWith(LONG.substring(0, LONG.indexOf("keys:")));
        assertThat(after.key(issued.record().id())).contains(issued.record());
        assertThat(issued.record().account().id()).isEqualTo("cus_43");
        assertThat(rolled.project()).isEqualTo(after.keys().get(0).project());
        assertThat(rolled.metadata()).containsExactly(Map.entry("team", "billing"));
        assertThat(after.keys().get(0).metadata()).containsExactly(Map.entry("team", "billing"));
    }

    @Test
    void aNewEnvironmentHasAProjectForEachAccount() throws Exception {
        KeyAdmin admin = admin(LONG);
        Environment test = new Environment("test", "Test");

        admin.createEnvironment(ANNA, test);

        assertThat(content()).contains("  - {id: test, name: Test}\n");
        AccountRecord acme = parse(LONG).accounts().get(0);
        assertThat(admin.projects("cus_42")).hasSize(3).endsWith(Project.derived(acme, test));
    }

    @Test
    void theAccountOfANewKeyIsGivenWhereThereAreSeveral() throws Exception {
        KeyAdmin admin = admin(LONG.replace("state: suspended", "state: closed"));

        assertThatThrownBy(() -> admin.issue(ANNA, secret()))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.field()).isEqualTo("account"))
                .hasMessage("the account must be given, because the store does not have exactly one:"
                        + " say which account the key is for");
        assertThatThrownBy(() -> admin.issue(ANNA, secret().account("cus_7")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no account 'cus_7'");
        assertThatThrownBy(() -> admin.issue(ANNA, secret().account("cus_43")))
                .isInstanceOf(ConflictException.class)
                .hasMessage("account cus_43 is closed for good, and nothing of it is changed any more");
        assertThat(content()).isEqualTo(LONG.replace("state: suspended", "state: closed"));
    }

    @Test
    void aListIsOfOneAccount() throws Exception {
        KeyAdmin admin = admin(LONG);
        ApiKey second = admin.issue(ANNA, secret().account("cus_43")).record();

        assertThat(ids(admin, "cus_42")).containsExactly("key_1");
        assertThat(ids(admin, "cus_43")).containsExactly(second.id());
        assertThat(ids(admin, "nobody")).isEmpty();
        assertThat(ids(admin, null)).hasSize(2);
    }

    private static List<String> ids(KeyAdmin admin, String account) throws Exception {
        return admin.list(KeyQuery.all().account(account)).keys().stream()
                .map(key -> key.key().id())
                .toList();
    }

    /** What a cache is told when the file has changed from {@link #LONG} to another text, accounts first. */
    private List<String> toldOf(String text) throws Exception {
        Path path = Files.writeString(folder.resolve("keys.yaml"), LONG);
        FileKeyStore store = FileKeyStore.unwatched(path);
        List<String> told = new ArrayList<>();
        store.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                told.add(store.find(digest) + "");
            }

            @Override
            public void accountChanged(String accountId) {
                told.add(accountId);
            }

            @Override
            public void anythingChanged() {
                throw new AssertionError("the store knows what has changed");
            }
        });

        Files.writeString(path, text);
        store.poll();
        store.poll();
        for (ApiKey key : parse(text).keys()) {
            assertThat(store.find(key.digest())).isEqualTo(key);
        }
        return told;
    }

    @Test
    void aCacheIsToldOfAnAccountThatIsSuspendedAndNotOfItsKeys() throws Exception {
        String more = LONG + "  - {id: key_2, account: cus_42, type: secret, environment: demo, sha256: "
                + "1f".repeat(32) + ", created-at: '2026-11-24T00:00:00Z'}\n";
        assertThat(toldOf(LONG.replace("plan: free", "state: suspended"))).containsExactly("cus_42");
        assertThat(toldOf(more.replace("plan: free", "plan: paid")))
                .containsExactly(
                        "cus_42",
                        String.valueOf(
                                parse(more.replace("free", "paid")).key("key_2").orElseThrow()));
    }

    @Test
    void aCacheIsToldOfAKeyThatMovesOrGetsAnotherProject() throws Exception {
        String moved = LONG.replace("account: cus_42", "account: cus_43");
        String otherProject = LONG.replace("{default: project_1}", "{demo: project_1}");

        assertThat(toldOf(moved)).containsExactly(parse(moved).keys().get(0).toString());
        assertThat(toldOf(otherProject))
                .containsExactly(parse(otherProject).keys().get(0).toString());
    }

    @Test
    void aCacheIsToldOfAKeyThatChangesTogetherWithItsAccount() throws Exception {
        String text = LONG.replace("plan: free", "plan: paid").replace("name: ci", "name: cd");

        assertThat(toldOf(text)).containsExactly(parse(text).keys().get(0).toString());
        assertThat(toldOf(LONG)).isEmpty();
    }
}
