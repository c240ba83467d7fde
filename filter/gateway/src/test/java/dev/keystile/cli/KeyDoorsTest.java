package dev.keystile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyQuery;
import dev.keystile.admin.KeyRequest;
import dev.keystile.admin.WrongKey;
import dev.keystile.cli.internal.database.DatabaseAddress;
import dev.keystile.cli.internal.database.KeyDatabase;
import dev.keystile.cli.internal.database.OtherTables;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.store.file.FileAdminStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that may not be gets the same response from each command, on a key file and on SQL. */
class KeyDoorsTest {

    private static final Actor TEST = new Actor("test", "test");
    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo"));

    @TempDir
    private Path folder;

    private KeyDatabase database;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        database = KeyDatabase.openAndMigrate(
                DatabaseAddress.at("jdbc:h2:mem:" + UUID.randomUUID(), "sa", null), OtherTables.NONE);
        database.admin().createEnvironment(TEST, DEMO.environment());
        file = folder.resolve("keys.yaml");
        FileAdminStore.create(file, List.of(DEMO));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(WrongKey.class)
    void aKeyThatMayNotBeIsRefusedInTheSameWordsByEachCommand(WrongKey wrong) throws Exception {
        assertRefused(wrong, database.admin(), List.of());
        assertRefused(wrong, KeyAdmin.on(new FileAdminStore(file)), List.of("--file", file.toString()));
    }

    private void assertRefused(WrongKey wrong, KeyAdmin keys, List<String> place) throws Exception {
        KeyRequest request = wrong.request();
        String good = keys.issue(TEST, KeyRequest.of(request.type(), "demo", "good"))
                .record()
                .id();
        List<String> wanted = new ArrayList<>(
                List.of("--environment", "demo", "--type", request.type().label()));
        wanted.addAll(List.of("--name", request.name()));
        add(wanted, "--scope", request.scopes());
        add(wanted, "--origin", request.origins());
        add(wanted, "--network", request.networks());
        List<String> edit = new ArrayList<>(List.of("--name", request.name()));
        addList(edit, "--scopes", request.scopes());
        addList(edit, "--origins", request.origins());
        addList(edit, "--networks", request.networks());

        assertThat(List.of(
                        run(List.of("keys", "issue"), wanted, place),
                        run(List.of("keys", "adopt", "--sha256", "a".repeat(64)), wanted, place),
                        run(List.of("keys", "edit", good), edit, place)))
                .containsOnly("2 service: " + wrong.message() + "\n");
        assertThat(keys.list(KeyQuery.all()).keys()).hasSize(1);
    }

    @Test
    void aKeyIsNotAdoptedWhereMoreFollowsThanIsRead() throws Exception {
        FakeCaller caller = new FakeCaller();
        caller.input = "sk_live_51abcdefghijklmnop" + " ".repeat(5_000) + "more";

        assertThat(run(caller, "keys adopt --environment demo --type secret --name old".split(" ")))
                .startsWith("1 service: standard input holds no key");
        assertThat(database.admin().list(KeyQuery.all()).keys()).isEmpty();
    }

    @Test
    void aKeyInAnotherFormatIsAdoptedAndHashed() throws Exception {
        FakeCaller caller = new FakeCaller();
        caller.input = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11\n";
        assertThat(execute(caller, "keys adopt --environment demo --type publishable --name old".split(" ")))
                .isEqualTo("0 ");
        assertThat(database.admin().list(KeyQuery.all()).keys())
                .extracting(key -> key.key().digest().toHex())
                .containsExactly("411fbe70cb475e80ac988e859d54dc5a3e0f2d962e44b89bf4af6e874b01a0d8");
        caller.out.reset();
        assertThat(execute(caller, "keys", "hash")).isEqualTo("0 ");
        assertThat(caller.out.toString(StandardCharsets.UTF_8))
                .isEqualTo("411fbe70cb475e80ac988e859d54dc5a3e0f2d962e44b89bf4af6e874b01a0d8\n");

        caller = new FakeCaller();
        caller.input = "0123456789abcdefghi";
        assertThat(run(caller, "keys", "hash"))
                .isEqualTo("1 service: the key has only 19 characters, and somebody may guess it; roll it, or give"
                        + " --allow-weak\n");
        FakeCaller allowed = new FakeCaller();
        allowed.input = caller.input;
        assertThat(execute(allowed, "keys", "hash", "--allow-weak")).isEqualTo("0 ");
    }

    @Test
    void theAccountOfAKeyIsAnOption() throws Exception {
        Files.writeString(file, "environments: [{id: demo}]\naccounts: [{id: cus_42}, {id: cus_43}]\nkeys: []\n");
        List<String> wanted = List.of("--environment", "demo", "--type", "secret", "--name", "ci");
        List<String> place = List.of("--file", file.toString());

        assertThat(run(List.of("keys", "issue"), wanted, place))
                .isEqualTo("2 service: the account must be given, because the store does not have exactly one:"
                        + " say which account the key is for\n");
        assertThat(run(List.of("keys", "issue", "--account", "nobody"), wanted, place))
                .isEqualTo("1 service: there is no account 'nobody'\n");
        assertThat(run(List.of("keys", "issue", "--account", "nobody"), wanted, List.of()))
                .isEqualTo("1 service: there is no account 'nobody'\n");
        run(List.of("keys", "issue", "--account", "cus_43", "--json"), wanted, place, caller -> {
            assertThat(caller.out.toString(StandardCharsets.UTF_8)).contains("\"account\":\"cus_43\"");
        });
        run(
                List.of("keys", "adopt", "--account", "cus_42", "--sha256", "a".repeat(64)),
                wanted,
                place,
                caller -> assertThat(caller.err.size()).isZero());
        run(List.of("keys", "list", "--json", "--account", "cus_42"), List.of(), place, caller -> {
            assertThat(caller.out.toString(StandardCharsets.UTF_8))
                    .contains("\"account\":\"cus_42\"")
                    .doesNotContain("cus_43");
        });
    }

    private static void add(List<String> arguments, String option, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> arguments.addAll(List.of(option, value)));
        }
    }

    private static void addList(List<String> arguments, String option, @Nullable List<String> values) {
        if (values != null) {
            arguments.addAll(List.of(option, String.join(",", values)));
        }
    }

    /** The exit code and what is said on standard error. */
    private String run(List<String> command, List<String> options, List<String> place) {
        return run(
                command, options, place, caller -> assertThat(caller.out.size()).isZero());
    }

    private String run(List<String> command, List<String> options, List<String> place, Consumer<FakeCaller> check) {
        FakeCaller caller = new FakeCaller();
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(options);
        arguments.addAll(place);
        String told = execute(caller, arguments.toArray(String[]::new));
        check.accept(caller);
        return told;
    }

    private String run(FakeCaller caller, String... arguments) {
        String told = execute(caller, arguments);
        assertThat(caller.out.size()).isZero();
        return told;
    }

    private String execute(FakeCaller caller, String... arguments) {
        Program program = Program.named("service", "A service.", KeysCommand.class);
        int code = RootCommand.commandLine(new ServiceContext(caller, program, database))
                .execute(arguments);
        return code + " " + caller.err.toString(StandardCharsets.UTF_8);
    }
}
