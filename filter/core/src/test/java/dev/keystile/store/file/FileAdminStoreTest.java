package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.AdminListener;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyAdminContract;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class FileAdminStoreTest implements KeyAdminContract {

    private static final Project DEMO = Project.ofDefault("project_1", new Environment("demo", "Demo Project"));
    private static final Pattern ENTRY = Pattern.compile(
            "action=\"(.+)\" account=.+ environment=.+ key=(.+) actor=\"(.+)\" origin=\".+\" detail=\".*\"");
    private static final String DIGEST = "a".repeat(64);

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
    private KeyAdmin admin;
    private Instant now = NOON;
    private final KeyIssuer issuer = new KeyIssuer(new KeyGenerator(), () -> now.plusNanos(456));

    @BeforeEach
    void createAFile() throws Exception {
        path = folder.resolve("keys.yaml");
        FileAdminStore.create(path, List.of(DEMO));
        admin = KeyAdmin.on(new FileAdminStore(path), issuer, AdminListener.NONE);
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(appender);
    }

    @Override
    public KeyAdmin admin() {
        return admin;
    }

    @Override
    public KeyAdmin telling(AdminListener listener) {
        return KeyAdmin.on(new FileAdminStore(path), issuer, listener);
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
                    return entry.group(1) + " " + entry.group(2) + " " + entry.group(3);
                })
                .toList();
    }

    private ApiKey issue(String name) throws Exception {
        return admin.issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", name)).record();
    }

    @Test
    void aNewFileHasItsEnvironmentsAndIsReadableByItsOwnerOnly() throws Exception {
        assertThat(admin.environments()).containsExactly(DEMO.environment());
        assertThat(admin.list(KeyQuery.all()).keys()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatExistsIsNotMadeAnew() {
        assertThatThrownBy(() -> FileAdminStore.create(path, List.of()))
                .isInstanceOf(ConflictException.class)
                .hasMessage("the key file " + path + " exists already");
    }

    @Test
    void anIssuedKeyIsInTheFileByItsDigestOnly() throws Exception {
        String text = admin.issue(ANNA, KeyRequest.of(KeyType.PUBLISHABLE, "demo", "web"))
                .key();

        assertThat(Files.readString(path)).contains("web").doesNotContain(text);
    }

    @Test
    void anEntryOfTheAuditIsOneLineWhateverSomebodyIsCalled() throws Exception {
        admin.issue(new Actor("an\"na\n", "\u001b[2J"), KeyRequest.of(KeyType.SECRET, "demo", "ci"));

        assertThat(lines.get(0))
                .contains("actor=\"an'na\\u000A\" origin=\"\\u001B[2J\" detail=\"scopes all, origins any")
                .doesNotContain("\n");
    }

    @Test
    void anEditOfNothingLeavesTheFileAsItIs() throws Exception {
        ApiKey key = issue("ci");
        Files.writeString(path, Files.readString(path) + "# a comment\n");
        String before = Files.readString(path);

        assertThat(admin.edit(ANNA, key.id(), KeyEdit.none())).isEqualTo(key);

        assertThat(Files.readString(path)).isEqualTo(before);
    }

    @Test
    void theFileKeepsItsPermissions() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        issue("ci");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aSymbolicLinkStaysALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), path.getFileName());

        KeyAdmin.on(new FileAdminStore(link)).issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci"));

        assertThat(link).isSymbolicLink();
        assertThat(admin.list(KeyQuery.all()).keys()).hasSize(1);
    }

    @Test
    void anOldNameThatIsNotPrintableIsEscaped() throws Exception {
        ApiKey key = issue("ci");
        Files.writeString(path, Files.readString(path).replace("name: ci", "name: \"c\\u202Ei\""));

        assertThat(admin.describe(key.id()).key().name()).isEqualTo("c\\u202Ei");
        assertThat(admin.roll(ANNA, key.id(), Duration.ZERO).record().name()).isEqualTo("c\\u202Ei");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret      | allowed-origins: ['https://a.example']",
                "secret      | allowed-origins: ['https://a.example'], allowed-networks: [10.0.0.0/8]",
                "publishable | allowed-networks: [10.0.0.0/8]",
                "publishable | allowed-networks: [], allowed-origins: ['https://a.example']",
            })
    void aStoredRestrictionThatKeysOfItsTypeCannotHaveAllowsNothing(String type, String limits) throws Exception {
        Files.writeString(path, """
                environments: [{id: demo, name: Demo Project, project-id: project_1}]
                keys:
                  - {id: key_1, type: %s, environment: demo, sha256: %s, created-at: 2026-11-24T00:00:00Z, %s}
                """.formatted(type, DIGEST, limits));
        Restrictions closed =
                type.equals("secret") ? Restrictions.of(null, List.of()) : Restrictions.of(List.of(), null);

        assertThat(admin.describe("key_1").key().restrictions()).isEqualTo(closed);
        issue("other");
        assertThat(admin.describe("key_1").key().restrictions()).isEqualTo(closed);
        assertThat(admin.revoke(ANNA, "key_1").isRevoked()).isTrue();
    }

    @Test
    void nothingButTheFileAndItsLockIsLeftBehind() throws Exception {
        issue("ci");

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.yaml", "keys.yaml.lock");
        }
    }

    @Test
    void aBrokenFileIsUnavailableAndLeftAsItIs() throws Exception {
        Files.writeString(path, "keys: [");

        assertThatThrownBy(() -> issue("ci")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> admin.list(KeyQuery.all())).isInstanceOf(StoreUnavailableException.class);
        assertThat(Files.readString(path)).isEqualTo("keys: [");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere/keys.yaml");

        assertThatThrownBy(() -> FileAdminStore.create(nowhere, List.of()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("there is no folder for the key file " + nowhere);
    }

    @Test
    void aFileThatCannotBeWrittenSaysWhyInTheWordsOfTheSystem() throws Exception {
        // Long enough that there is no name for the new file that would take the place of the old.
        Path longest = Files.copy(path, folder.resolve("k".repeat(245) + ".yaml"));
        KeyAdmin keys = KeyAdmin.on(new FileAdminStore(longest), issuer, AdminListener.NONE);

        assertThatThrownBy(() -> keys.issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("cannot write the key file ")
                .message()
                .doesNotContain("Exception", ".tmp");
    }
}
