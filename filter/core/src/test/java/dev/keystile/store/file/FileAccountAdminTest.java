package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.keystile.admin.AccountAdminContract;
import dev.keystile.admin.AccountEdit;
import dev.keystile.admin.AccountImportContract;
import dev.keystile.admin.AccountListContract;
import dev.keystile.admin.AccountQuery;
import dev.keystile.admin.AccountRequest;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminStore;
import dev.keystile.admin.KeyIssuer;
import dev.keystile.admin.KeyRequest;
import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.store.ApiKeyStore.FeedState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FileAccountAdminTest implements AccountAdminContract, AccountListContract, AccountImportContract {

    private static final Pattern ENTRY = Pattern.compile(
            "action=\"(.+)\" account=(.+) environment=(.+) key=(.+) actor=\"(.+)\" origin=\".+\" detail=\".*\"");
    private static final String SHORT = """
            environments:
              - {id: default, name: Default Project, project-id: project_1}
              - {id: demo, name: Demo Project, project-id: project_2}
            keys:
              - {id: key_1, type: secret, environment: demo, name: ci, sha256: %s, metadata: {team: billing}, created-at: '2026-11-24T00:00:00Z', expires-at: null, revoked-at: null}
            """.formatted("0f".repeat(32));
    private static final String LONG = """
            environments:
              - {id: default, name: Default Project}
              - {id: demo, name: Demo Project}
            accounts:
              - {id: default, name: default, projects: {default: project_1, demo: project_2}}
              - {id: cus_42, name: Acme, plan: free, metadata: {region: eu, a: b}}
            keys:
              - {id: key_1, account: default, type: secret, environment: demo, name: ci, sha256: %s, metadata: {team: billing}, created-at: '2026-11-24T00:00:00Z', expires-at: null, revoked-at: null}
            """.formatted("0f".repeat(32));

    @TempDir
    Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.keystile.audit.admin");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private Path path;
    private Instant now = NOON;
    private final KeyIssuer issuer = new KeyIssuer(new KeyGenerator(), () -> now.plusNanos(456));

    @BeforeEach
    void createAFile() throws Exception {
        path = folder.resolve("keys.yaml");
        FileAdminStore.create(
                path,
                List.of(
                        Project.ofDefault("project_1", new Environment("default", "Default Project")),
                        Project.ofDefault("project_2", new Environment("demo", "Demo Project"))));
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(appender);
    }

    @Override
    public AdminStore store() {
        return new FileAdminStore(path);
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
        return lines.stream()
                .map(line -> {
                    Matcher entry = ENTRY.matcher(line);
                    assertThat(entry.matches()).as(line).isTrue();
                    return String.join(
                            " ", entry.group(1), entry.group(2), entry.group(3), entry.group(4), entry.group(5));
                })
                .toList();
    }

    private String content() throws Exception {
        return Files.readString(path);
    }

    private void createAcme() throws Exception {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("region", "eu");
        metadata.put("a", "b");
        accounts().create(ANNA, new AccountRequest("cus_42", "Acme", "free", metadata));
    }

    @Test
    void theFirstAccountOfAShortFileWritesTheLongFormWithTheSameProjects() throws Exception {
        Files.writeString(path, SHORT);

        createAcme();

        assertThat(content()).isEqualTo(LONG);
        assertThat(keys().projects("default")).extracting(Project::id).containsExactly("project_1", "project_2");
    }

    @Test
    void aWrongRequestLeavesTheShortFormAsItIs() throws Exception {
        String text = SHORT + "# a comment\n";
        Files.writeString(path, text);

        assertThatThrownBy(() -> accounts().create(ANNA, AccountRequest.of(" ")))
                .hasMessageContaining("blank");
        accounts().resume(ANNA, "default");
        accounts().edit(ANNA, "default", AccountEdit.none().name("default"));

        assertThat(content()).isEqualTo(text);
        assertThat(lines).isEmpty();
    }

    @Test
    void theOnlyAccountOfAShortFileIsSuspendedInTheLongForm() throws Exception {
        Files.writeString(path, SHORT);

        accounts().suspend(ANNA, "default");

        assertThat(content())
                .contains("  - {id: default, name: default, projects: {default: project_1, demo: project_2}, state:"
                        + " suspended}\n")
                .contains("{id: key_1, account: default, ");
        // The account may still be left out, because it is the only one.
        keys().issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci"));
        accounts().resume(ANNA, "default");
        assertThat(content()).doesNotContain("state:");
    }

    @Test
    void anEditKeepsTheOrderOfEverythingElse() throws Exception {
        Files.writeString(path, LONG);
        createIn("aaa");

        accounts().edit(ANNA, "cus_42", AccountEdit.none().plan("pro").metadata("region", "us"));
        accounts().suspend(ANNA, "default");

        assertThat(content())
                .isEqualTo(LONG.replace("plan: free, metadata: {region: eu,", "plan: pro, metadata: {region: us,")
                        .replace("demo: project_2}}", "demo: project_2}, state: suspended}")
                        .replace("keys:", "  - {id: aaa, name: Acme}\nkeys:"));
    }

    private void createIn(String id) throws Exception {
        accounts().create(ANNA, AccountRequest.of("Acme").id(id));
    }

    @Test
    void aClosedAccountIsALineOfTheFile() throws Exception {
        Files.writeString(path, LONG);

        accounts().close(ANNA, "cus_42");
        accounts().close(ANNA, "default");

        assertThat(content())
                .contains("  - {id: cus_42, name: cus_42, state: closed}\n")
                .contains("  - {id: default, name: default, projects: {default: project_1, demo: project_2}, state:"
                        + " closed}\n")
                .contains("revoked-at: '2026-11-24T12:00:00Z'}");
    }

    @Test
    void anAccountThatWasClosedByHandIsClosedWithAllThatBelongsToIt() throws Exception {
        Files.writeString(
                path,
                LONG.replace("name: Acme,", "name: Acme, state: closed,")
                        .replace("account: default", "account: cus_42"));

        accounts().close(ANNA, "cus_42");

        assertThat(content())
                .contains("{id: cus_42, name: cus_42, state: closed}")
                .doesNotContain("revoked-at: null");
        assertThat(audit()).containsExactly("close cus_42 - - anna");
    }

    @Test
    void anEntryOfTheAuditNamesTheAccountAndNothingThatIsClearedLater() throws Exception {
        createAcme();
        accounts().edit(ANNA, "cus_42", AccountEdit.none().name("Acme Ltd").metadata("region", "us"));
        accounts().createWithKeys(ANNA, AccountRequest.of("Bolt").id("cus_43"));
        keys().revokeAll(ANNA, "cus_43", "demo");
        accounts().close(ANNA, "cus_43");

        assertThat(lines)
                .contains(
                        "action=\"create account\" account=cus_42 environment=- key=- actor=\"anna\""
                                + " origin=\"build-7\" detail=\"\"",
                        "action=\"edit account\" account=cus_42 environment=- key=- actor=\"anna\""
                                + " origin=\"build-7\" detail=\"changed name, metadata\"",
                        "action=\"revoke all\" account=cus_43 environment=demo key=- actor=\"anna\""
                                + " origin=\"build-7\" detail=\"keys revoked: 2\"",
                        "action=\"close\" account=cus_43 environment=- key=- actor=\"anna\" origin=\"build-7\""
                                + " detail=\"keys revoked: 2\"")
                .noneMatch(line -> line.contains("Acme") || line.contains("Bolt") || line.contains("region"));
    }

    @Test
    void aRunningStoreHearsOfASuspensionAndOfAResume() throws Exception {
        Files.writeString(path, LONG);
        ApiKey key = KeyFile.read(path).keys().get(0);
        try (FileKeyStore running = FileKeyStore.unwatched(path)) {
            accounts().suspend(ANNA, "default");
            poll(running);
            assertThat(running.find(key.digest()).project().account().state()).isEqualTo(AccountState.SUSPENDED);

            accounts().resume(ANNA, "default");
            poll(running);
            assertThat(running.find(key.digest())).isEqualTo(key);
        }
    }

    @Test
    void aWrongAccountInTheFileIsAProblemOfTheStoreAndTheLastGoodStateStays() throws Exception {
        Files.writeString(path, LONG.replace("name: Acme,", "name: Acme, state: suspended,"));
        try (FileKeyStore running = FileKeyStore.unwatched(path)) {
            Files.writeString(path, LONG.replace("name: Acme,", "name: Acme, state: paused,"));
            poll(running);

            assertThat(running.feed()).isEqualTo(FeedState.BROKEN);
            assertThat(running.problem())
                    .isEqualTo("keys.yaml:6: accounts.state is 'paused'; it must be active, suspended or closed");
            assertThatThrownBy(() -> accounts().resume(ANNA, "cus_42"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("keys.yaml:6: accounts.state");
        }
    }

    /** Twice, because a change counts once the file stands still. */
    private static void poll(FileKeyStore running) {
        running.poll();
        running.poll();
    }

    @Test
    void aThousandAccountsAreKeptWithTheirKeys() throws Exception {
        List<AccountRequest> requests = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            requests.add(AccountRequest.of("Customer " + i).id("cus_" + i).metadata(Map.of("n", "" + i)));
        }
        accounts().importAll(ANNA, requests, done -> {});

        accounts().createWithKeys(ANNA, AccountRequest.of("Last").id("last"));
        accounts().suspend(ANNA, "cus_500");

        KeyFile file = KeyFile.read(path);
        assertThat(file.accounts()).hasSize(1_002);
        assertThat(file.projects()).hasSize(2_004);
        assertThat(file.keys()).hasSize(4);
        assertThat(KeyFile.parse(file.render(), "again")).isEqualTo(file);
        assertThat(accounts()
                        .list(AccountQuery.all().states(Set.of(AccountState.SUSPENDED)))
                        .accounts())
                .hasSize(1);
    }
}
