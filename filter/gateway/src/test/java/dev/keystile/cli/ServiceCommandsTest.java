package dev.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import dev.keystile.key.PresentedKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceCommandsTest {

    private static final String KEY_FILE = """
            environments: [{id: demo, name: Demo, project-id: project_1}]
            keys:
              - id: key_1
                type: secret
                environment: demo
                name: ci
                sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                created-at: 2026-11-24T00:00:00Z
            """;

    private final FakeCaller caller = new FakeCaller();
    private KeyDatabase database;
    private ServiceCommands commands;

    @BeforeEach
    void open() throws Exception {
        caller.input = KEY_FILE;
        database = KeyDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID(), "sa", null), OtherTables.NONE);
        commands = new ServiceCommands(
                Program.named("service", "A service.", KeysCommand.class, GatewayCommand.class), database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int run(String... arguments) {
        return commands.execute(List.of(arguments), caller);
    }

    private List<String> auditedActors() {
        return Jdbi.create(database.dataSource())
                .withHandle(handle -> handle.createQuery("SELECT actor FROM keystile_audit")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aCommandWorksOnTheDatabaseOfTheServiceForTheUserWhoGaveIt() throws Exception {
        assertThat(run("keys", "import", "--file", "k.yaml", "--data-dir", "anywhere"))
                .isZero();
        assertThat(caller.opened).isEqualTo("k.yaml");
        assertThat(auditedActors()).containsOnly("anna");
        assertThat(run("keys", "revoke", "key_1")).isZero();
        assertThat(caller.out.toString(StandardCharsets.UTF_8))
                .isEqualTo("1 keys of 1 environments are in anywhere/keystile.\nkey_1 is revoked.\n");
        assertThat(database.admin().describe("key_1").key().isRevoked()).isTrue();
    }

    @Test
    void nothingIsDoneForACallerThatIsGoneBefore() throws Exception {
        caller.checksUntilGone = 0;
        assertThat(run("keys", "import", "--file", "k.yaml")).isEqualTo(1);
        assertThat(auditedActors()).isEmpty();
    }

    @Test
    void anImportIsRolledBackForACallerThatGoesMeanwhile() throws Exception {
        caller.checksUntilGone = 1;
        assertThat(run("keys", "import", "--file", "k.yaml")).isEqualTo(1);
        assertThat(auditedActors()).isEmpty();
        assertThat(database.admin().environments()).isEmpty();
    }

    @Test
    void aKeyForAFileIsGivenToTheCallerAndNotPrinted() throws Exception {
        run("keys", "import", "--file", "k.yaml");
        caller.out.reset();

        assertThat(run("keys", "roll", "key_1", "--grace", "now", "--key-out", "k.txt"))
                .isZero();

        assertThat(caller.saved).matches("sk_demo_[0-9A-Za-z]{39}\n");
        assertThat(caller.out.size()).isZero();
        assertThat(caller.err.toString(StandardCharsets.UTF_8)).contains("The key is in k.txt.");
    }

    @Test
    void aKeyIsAdoptedFromTheStandardInputOfTheCaller() throws Exception {
        run("keys", "import", "--file", "k.yaml");
        caller.input = "sk_of_another_service_1\n";

        assertThat(run("keys", "adopt", "--environment", "demo", "--type", "secret", "--name", "legacy"))
                .isZero();

        assertThat(caller.opened).isEqualTo("-");
        assertThat(database.store()
                        .find(PresentedKey.read("sk_of_another_service_1").digest())
                        .name())
                .isEqualTo("legacy");
    }

    @Test
    void helpIsGivenAndOtherCommandsAreRefused() {
        assertThat(run("keys", "list", "--help")).isZero();
        assertThat(caller.out.toString(StandardCharsets.UTF_8)).contains("Usage: service keys list");
        assertThat(run("keys", "list", "--file", "k.yaml")).isEqualTo(2);
        assertThat(run("gateway", "--config", "gateway.yaml")).isEqualTo(2);
        assertThat(run("keys", "hash")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(caller.opened).isNull();
    }
}
