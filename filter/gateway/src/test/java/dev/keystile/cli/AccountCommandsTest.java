package dev.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.PresentedKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountCommandsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHA_1 = "01".repeat(32);
    private static final String SHA_2 = "02".repeat(32);

    private final FakeCaller caller = new FakeCaller();
    private KeyDatabase database;
    private ServiceCommands commands;

    @BeforeEach
    void open() throws Exception {
        database = KeyDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID(), "sa", null), OtherTables.NONE);
        commands = new ServiceCommands(
                Program.named("service", "A service.", AccountsCommand.class, KeysCommand.class), database);
        caller.input = """
                environments: [{id: default, name: Default Project}, {id: demo, name: Demo Project}]
                accounts: [{id: cus_1, name: First}]
                keys: []
                """;
        assertThat(run("keys", "import", "--file", "k.yaml")).isZero();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int run(String... arguments) {
        caller.out.reset();
        caller.err.reset();
        return commands.execute(List.of(arguments), caller);
    }

    private JsonNode json() {
        return JSON.readTree(caller.out.toByteArray());
    }

    private String out() {
        return caller.out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return caller.err.toString(StandardCharsets.UTF_8);
    }

    private ApiKey find(String key) throws Exception {
        return database.store().find(PresentedKey.read(key).digest());
    }

    @Test
    void anAccountIsCreatedWithAPairOfKeysForEachEnvironment() throws Exception {
        assertThat(run(
                        "accounts",
                        "create",
                        "--name",
                        "Acme",
                        "--id",
                        "cus_42",
                        "--plan",
                        "free",
                        "--metadata",
                        "region=eu",
                        "--metadata",
                        "team=a=b",
                        "--keys",
                        "--json"))
                .isZero();

        JsonNode account = json();
        assertThat(account.propertyNames())
                .containsExactly("id", "name", "state", "plan", "metadata", "projects", "keys");
        assertThat(account.get("metadata").toString()).isEqualTo("{\"region\":\"eu\",\"team\":\"a=b\"}");
        for (String environment : List.of("default", "demo")) {
            JsonNode pair = account.get("keys").get(environment);
            assertThat(pair.propertyNames()).containsExactly("publishable_key", "secret_key");
            for (JsonNode key : pair) {
                ApiKey stored = find(key.stringValue());
                assertThat(stored.account().id()).isEqualTo("cus_42");
                assertThat(stored.project().id())
                        .isEqualTo(account.get("projects").get(environment).stringValue());
            }
        }
    }

    @Test
    void firstKeysForAFileAreNotPrinted() {
        assertThat(run("accounts", "create", "--name", "Acme", "--keys", "--key-out", "k.json"))
                .isZero();

        assertThat(caller.saved)
                .matches(
                        "\\{\"default\":\\{\"publishable_key\":\"pk_default_\\w+\",\"secret_key\":\"sk_default_\\w+\"},"
                                + "\"demo\":\\{\"publishable_key\":\"pk_demo_\\w+\",\"secret_key\":\"sk_demo_\\w+\"}}\n");
        assertThat(out()).matches("acct_\\w{22}\n");
        assertThat(err()).contains("The keys are in k.json.");
        assertThat(run("accounts", "create", "--name", "Acme", "--key-out", "k.json"))
                .isEqualTo(2);
        assertThat(run("accounts", "create", "--name", "Acme", "--keys", "--key-out", ""))
                .isEqualTo(2);
        assertThat(err()).contains("--key-out", "the name is empty; name a new file");
    }

    @Test
    void anAccountIsListedEditedSuspendedResumedAndClosed() throws Exception {
        run("accounts", "create", "--name", "Acme", "--id", "cus_42", "--metadata", "region=eu", "--keys");

        assertThat(run("accounts", "list", "--search", "ACM", "--json")).isZero();
        assertThat(json().get("accounts")).hasSize(1);
        assertThat(run("accounts", "edit", "cus_42", "--plan", "pro", "--metadata", "region=", "--metadata", "a=b"))
                .isZero();
        assertThat(run("accounts", "show", "cus_42", "--json")).isZero();
        assertThat(json().get("plan").stringValue()).isEqualTo("pro");
        assertThat(json().get("metadata").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(run("accounts", "suspend", "cus_42")).isZero();
        assertThat(out()).isEqualTo("cus_42 is suspended.\n");
        assertThat(run("accounts", "list", "--state", "suspended")).isZero();
        assertThat(out()).contains("cus_42").doesNotContain("cus_1");
        assertThat(run("accounts", "resume", "cus_42")).isZero();
        assertThat(run("accounts", "close", "cus_42")).isZero();
        assertThat(run("accounts", "resume", "cus_42")).isEqualTo(1);
        assertThat(err()).startsWith("service: account cus_42 is closed for good");
        assertThat(database.accounts().describe("cus_42").account().state()).isEqualTo(AccountState.CLOSED);
    }

    @Test
    void allKeysOfAnAccountInAnEnvironmentAreRevokedAtOnce() throws Exception {
        run("accounts", "create", "--name", "Acme", "--id", "cus_42", "--keys", "--json");
        JsonNode keys = json().get("keys");

        assertThat(run("keys", "revoke", "--account", "cus_42", "--environment", "demo"))
                .isZero();

        assertThat(out()).isEqualTo("2 keys of cus_42 in demo are revoked.\n");
        assertThat(find(keys.get("demo").get("secret_key").stringValue()).isRevoked())
                .isTrue();
        assertThat(find(keys.get("default").get("secret_key").stringValue()).isRevoked())
                .isFalse();
        assertThat(run("keys", "revoke")).isEqualTo(2);
        assertThat(run("keys", "revoke", "key_1", "--account", "cus_42")).isEqualTo(2);
        assertThat(run("keys", "revoke", "key_1", "--environment", "demo")).isEqualTo(2);
    }

    @Test
    void accountsAreImportedFromCsvWholeOrNotAtAll() {
        caller.input = "id,name,plan,metadata.region\ncus_2,Two,free,eu\ncus_3,Three,,\n";
        assertThat(run("accounts", "import", "--file", "a.csv", "--json")).isZero();
        assertThat(out()).isEqualTo("{\"accounts\":2}\n");
        run("accounts", "show", "cus_2", "--json");
        assertThat(json().get("metadata").toString()).isEqualTo("{\"region\":\"eu\"}");

        caller.input = "id,name\ncus_4,Four\ncus_2,Two\n";
        assertThat(run("accounts", "import", "--file", "a.csv")).isEqualTo(1);
        assertThat(err()).startsWith("service: a.csv:3: ").endsWith("nothing was imported\n");
        assertThat(run("accounts", "show", "cus_4")).isEqualTo(1);
    }

    @Test
    void keysAreImportedFromCsvForAccountsThatExistOrAreCreatedOnRequest() {
        caller.input = "account,environment,type,name,sha256\ncus_1,demo,secret,ci," + SHA_1 + "\ncus_9,demo,secret,ci,"
                + SHA_2 + "\n";
        assertThat(run("keys", "import", "--file", "k.csv")).isEqualTo(1);
        assertThat(err()).startsWith("service: k.csv:3: ").contains("cus_9").endsWith("nothing was imported\n");

        assertThat(run("keys", "import", "--file", "k.csv", "--create-accounts", "--json"))
                .isZero();
        assertThat(out()).isEqualTo("{\"accounts\":1,\"keys\":2}\n");
        run("keys", "list", "--account", "cus_9", "--json");
        assertThat(json().get("keys")).hasSize(1);
    }

    @Test
    void aWrongRowOfKeysIsRefusedWithItsLine() {
        caller.input = "account,environment,type,name,sha256\ncus_1,demo,secret,ci,no\n";
        assertThat(run("keys", "import", "--file", "-", "--csv")).isEqualTo(1);
        assertThat(err()).contains(":2: sha256 must be the 64 hexadecimal digits");
        caller.input = "account,environment,type,name,sha256\ncus_1,demo,admin,ci," + SHA_1 + "\n";
        assertThat(run("keys", "import", "--file", "k.csv")).isEqualTo(1);
        assertThat(err()).contains("k.csv:2: the type must be publishable or secret");
        assertThat(run("keys", "import", "--file", "k.yaml", "--create-accounts"))
                .isEqualTo(2);
    }

    @Test
    void metadataOfKeysIsGivenAndChanged() {
        assertThat(run(
                        "keys",
                        "issue",
                        "--environment",
                        "demo",
                        "--type",
                        "secret",
                        "--name",
                        "ci",
                        "--account",
                        "cus_1",
                        "--metadata",
                        "team=billing",
                        "--json"))
                .isZero();
        String id = json().get("id").stringValue();
        assertThat(run("keys", "edit", id, "--metadata", "team=", "--metadata", "a=b", "--json"))
                .isZero();
        assertThat(json().get("metadata").toString()).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void wrongUsageIsSaidWithoutTheValue() {
        assertThat(run("accounts")).isEqualTo(2);
        assertThat(run("accounts", "create", "--name", "Acme", "--metadata", "hidden"))
                .isEqualTo(2);
        assertThat(err()).contains("'--metadata' takes NAME=VALUE").doesNotContain("hidden");
        assertThat(run("accounts", "edit", "cus_1")).isEqualTo(2);
        assertThat(run("accounts", "list", "--state", "gone")).isEqualTo(2);
        assertThat(run("accounts", "show", "nobody")).isEqualTo(1);
        assertThat(err()).isEqualTo("service: there is no account 'nobody'\n");
    }
}
