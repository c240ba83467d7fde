package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.key.Environment;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyEdit;
import dev.keystile.store.KeyRegistry;
import dev.keystile.store.KeyRegistry.IssuedKey;
import dev.keystile.store.KeyRegistry.KeyDescription;
import dev.keystile.store.KeyRegistry.KeyRequest;
import dev.keystile.store.KeyStoreException;
import dev.keystile.store.RepeatedRolls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeyRegistryTest implements RepeatedRolls {

    private static final Environment DEMO = new Environment("demo", "Demo Project", "project_1");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    @TempDir
    Path folder;

    private Path path;
    private FileKeyRegistry registry;

    @BeforeEach
    void createAFile() throws KeyStoreException {
        path = folder.resolve("keys.yaml");
        registry = FileKeyRegistry.create(
                path, List.of(DEMO), new KeyGenerator(), InstantSource.fixed(NOW.plusNanos(456)));
    }

    @Override
    public KeyRegistry rolling() {
        return registry;
    }

    private static KeyRequest request(String name) {
        return new KeyRequest(KeyType.SECRET, "demo", name, Scopes.all(), Restrictions.NONE, null);
    }

    @Test
    void aNewFileHasItsEnvironmentsAndIsReadableByItsOwnerOnly() throws Exception {
        assertThat(registry.environments()).containsExactly(DEMO);
        assertThat(registry.list()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatExistsIsNotMadeAnew() {
        assertThatThrownBy(() -> FileKeyRegistry.create(path, List.of(), new KeyGenerator(), InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key file " + path + " exists already");
    }

    @Test
    void anIssuedKeyIsInTheFileByItsDigestOnly() throws Exception {
        KeyRequest request = new KeyRequest(
                KeyType.PUBLISHABLE, "demo", "web", Scopes.of(List.of("read")), Restrictions.NONE, NOW.plusSeconds(60));

        IssuedKey issued = registry.issue(request);

        assertThat(issued.text()).startsWith("pk_demo_");
        assertThat(registry.list()).extracting(KeyDescription::key).containsExactly(issued.record());
        KeyRecord record = issued.record();
        assertThat(record.id()).startsWith("key_");
        assertThat(record.digest()).isEqualTo(PresentedKey.read(issued.text()).digest());
        assertThat(issued.text()).endsWith(record.lastFour());
        assertThat(record.environment()).isEqualTo(DEMO);
        assertThat(record.name()).isEqualTo("web");
        assertThat(record.scopes()).isEqualTo(Scopes.of(List.of("read")));
        assertThat(record.createdAt()).isEqualTo(NOW);
        assertThat(record.expiresAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(Files.readString(path)).doesNotContain(issued.text());
    }

    @Test
    void aKeyNeedsAnEnvironmentThatExists() {
        KeyRequest request = new KeyRequest(KeyType.SECRET, "prod", "", Scopes.all(), Restrictions.NONE, null);

        assertThatThrownBy(() -> registry.issue(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no environment 'prod'; there are: demo");
    }

    @Test
    void aKeyDoesNotEndBeforeItBegins() {
        KeyRequest request = new KeyRequest(KeyType.SECRET, "demo", "", Scopes.all(), Restrictions.NONE, NOW);

        assertThatThrownBy(() -> registry.issue(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key would end at 2026-11-24T12:00:00.123Z, which is past");
    }

    @Test
    void aNameThatIsAKeyIsRefusedAndNothingIsWritten() throws Exception {
        String before = Files.readString(path);

        assertThatThrownBy(() -> registry.issue(request("sk_live_123")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.name holds a key in clear text")
                .hasMessageNotContaining("live");
        assertThat(Files.readString(path)).isEqualTo(before);
    }

    @Test
    void anEnvironmentIsAddedBehindTheOthers() throws Exception {
        Environment prod = new Environment("prod", "Production", "project_2");

        registry.createEnvironment(prod);

        assertThat(registry.environments()).containsExactly(DEMO, prod);
        assertThatThrownBy(() -> registry.createEnvironment(prod))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an environment 'prod' already");
    }

    @Test
    void aRolledKeyEndsAfterTheGraceAndItsSuccessorTakesItsPlace() throws Exception {
        Instant end = NOW.plus(Duration.ofDays(90));
        KeyRecord old = registry.issue(new KeyRequest(
                        KeyType.SECRET, "demo", "ci", Scopes.of(List.of("read")), Restrictions.NONE, end))
                .record();

        IssuedKey successor = registry.roll(old.id(), Duration.ofHours(24));

        assertThat(registry.list())
                .extracting(KeyDescription::key)
                .containsExactly(old.endingAt(NOW.plus(Duration.ofHours(24))), successor.record());
        assertThat(successor.record().id()).isNotEqualTo(old.id());
        assertThat(successor.record())
                .extracting(KeyRecord::type, KeyRecord::environment, KeyRecord::name, KeyRecord::scopes)
                .containsExactly(old.type(), old.environment(), old.name(), old.scopes());
        assertThat(successor.record().expiresAt()).isEqualTo(end);
    }

    @Test
    void onlyAKeyInForceCanBeRolled() throws Exception {
        KeyRecord revoked =
                registry.revoke(registry.issue(request("a")).record().id());
        KeyRecord rolled = registry.issue(request("b")).record();
        registry.roll(rolled.id(), Duration.ZERO);

        assertThatThrownBy(() -> registry.roll(revoked.id(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key " + revoked.id() + " is revoked; issue a new one");
        assertThatThrownBy(() -> registry.roll(rolled.id(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key " + rolled.id() + " is expired; issue a new one");
        assertThatThrownBy(() -> registry.roll("key_x", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no key with id 'key_x'");
        assertThatThrownBy(() -> registry.roll(rolled.id(), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the grace must be zero or longer");
    }

    @Test
    void aKeyIsRevokedOnce() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        KeyRecord revoked = registry.revoke(key.id());
        FileKeyRegistry later = new FileKeyRegistry(path, new KeyGenerator(), InstantSource.fixed(NOW.plusSeconds(60)));

        assertThat(revoked.revokedAt()).isEqualTo(NOW);
        assertThat(later.revoke(key.id())).isEqualTo(revoked);
        assertThat(registry.list()).extracting(KeyDescription::key).containsExactly(revoked);
    }

    @Test
    void aKeyIsDescribedByItsId() throws Exception {
        registry.issue(request("other"));
        KeyRecord key = registry.issue(request("ci")).record();

        assertThat(registry.describe(key.id())).isEqualTo(new KeyDescription(key, null));
        assertThatThrownBy(() -> registry.describe("key_x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no key with id 'key_x'");
    }

    @Test
    void anEditChangesWhatItNamesAndNothingElse() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();
        Scopes read = Scopes.of(List.of("read"));
        Restrictions inside = Restrictions.of(List.of("https://app.example.com"), List.of("10.0.0.0/8", "::1"));

        assertThat(registry.edit(key.id(), KeyEdit.none().name("build")))
                .isEqualTo(key.edited("build", Scopes.all(), Restrictions.NONE));
        assertThat(registry.edit(key.id(), KeyEdit.none().scopes(read)))
                .isEqualTo(key.edited("build", read, Restrictions.NONE));
        assertThat(registry.edit(key.id(), KeyEdit.none().origins(inside.origins())))
                .isEqualTo(key.edited("build", read, Restrictions.of(inside.origins(), null)));
        assertThat(registry.edit(key.id(), KeyEdit.none().networks(List.of("10.0.0.0/8", "::1"))))
                .isEqualTo(key.edited("build", read, inside));
        assertThat(registry.describe(key.id()).key()).isEqualTo(key.edited("build", read, inside));
        assertThat(registry.edit(
                        key.id(),
                        KeyEdit.none()
                                .name("ci")
                                .scopes(Scopes.all())
                                .origins(null)
                                .networks(null)))
                .isEqualTo(key);
        assertThat(registry.describe(key.id()).key()).isEqualTo(key);
    }

    @Test
    void anEditOfNothingOrOfNoKeyLeavesTheFileAsItIs() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();
        String before = Files.readString(path);

        assertThat(registry.edit(key.id(), KeyEdit.none())).isEqualTo(key);
        assertThatThrownBy(() -> registry.edit("key_x", KeyEdit.none().name("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no key with id 'key_x'");
        assertThatThrownBy(() -> registry.edit(key.id(), KeyEdit.none().name("sk_live_123")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys.name holds a key in clear text")
                .hasMessageNotContaining("live");
        assertThat(Files.readString(path)).isEqualTo(before);
    }

    @Test
    void anEditBringsNoRevokedKeyBack() throws Exception {
        KeyRecord revoked =
                registry.revoke(registry.issue(request("ci")).record().id());

        assertThat(registry.edit(revoked.id(), KeyEdit.none().name("old")).revokedAt())
                .isEqualTo(NOW);
    }

    @Test
    void aSuccessorIsBoundLikeTheKeyBefore() throws Exception {
        Restrictions inside = Restrictions.of(List.of(), List.of("10.0.0.0/8"));
        KeyRecord old = registry.issue(new KeyRequest(KeyType.PUBLISHABLE, "demo", "web", Scopes.all(), inside, null))
                .record();

        assertThat(old.restrictions()).isEqualTo(inside);
        assertThat(registry.roll(old.id(), Duration.ZERO).record().restrictions())
                .isEqualTo(inside);
    }

    @Test
    void theFileKeepsItsPermissions() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        registry.issue(request("ci"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aSymbolicLinkStaysALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), path.getFileName());

        new FileKeyRegistry(link, new KeyGenerator(), InstantSource.system()).issue(request("ci"));

        assertThat(link).isSymbolicLink();
        assertThat(registry.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "\u001b[2J", "\0", "\u202etxt.exe", "\u2028", "\u200b", "\ud800"})
    void aNameIsPrintable(String name) throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();

        assertThatThrownBy(() -> registry.issue(request(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the key's name must be printable text on one line, without U+");
        assertThatThrownBy(() -> registry.edit(key.id(), KeyEdit.none().name(name)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.createEnvironment(new Environment("live", name, "project_2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the environment's name must be printable");
        assertThat(registry.list()).extracting(KeyDescription::key).containsExactly(key);
    }

    @Test
    void anOldNameThatIsNotPrintableIsReadAndEscapedInTheSuccessor() throws Exception {
        KeyRecord key = registry.issue(request("ci")).record();
        Files.writeString(path, Files.readString(path).replace("name: ci", "name: \"c\\u202Ei\""));

        assertThat(registry.describe(key.id()).key().name()).isEqualTo("c\u202ei");
        assertThat(registry.roll(key.id(), Duration.ZERO).record().name()).isEqualTo("c\\u202Ei");
        assertThat(registry.revoke(key.id()).name()).isEqualTo("c\u202ei");
    }

    @Test
    void nothingButTheFileAndItsLockIsLeftBehind() throws Exception {
        registry.issue(request("ci"));

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.yaml", "keys.yaml.lock");
        }
    }

    @Test
    void aBrokenFileIsLeftAsItIs() throws Exception {
        Files.writeString(path, "keys: [");

        assertThatThrownBy(() -> registry.issue(request("ci"))).isInstanceOf(KeyStoreException.class);
        assertThat(Files.readString(path)).isEqualTo("keys: [");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere/keys.yaml");

        assertThatThrownBy(() -> FileKeyRegistry.create(nowhere, List.of(), new KeyGenerator(), InstantSource.system()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("there is no folder for the key file " + nowhere);
    }
}
