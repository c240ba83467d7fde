package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keystile.LogLines;
import dev.keystile.key.KeyDigest;
import dev.keystile.store.ApiKeyStore.FeedState;
import dev.keystile.store.KeyChanges;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest {

    private static final KeyDigest FIRST = KeyDigest.ofHex("0f".repeat(32));
    private static final KeyDigest SECOND = KeyDigest.ofHex("ab".repeat(32));

    @TempDir
    Path folder;

    private final LogLines log = LogLines.of(FileKeyStore.class);

    private Path path;
    private FileKeyStore store;

    @BeforeEach
    void openAFileWithOneKey() throws Exception {
        path = write("keys.yaml", file(line(FIRST, "a")));
        store = FileKeyStore.unwatched(path);
    }

    @AfterEach
    void detach() {
        log.close();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String file(String... lines) {
        return "environments: [{id: demo, project-id: p}]\nkeys: [" + String.join(", ", lines) + "]\n";
    }

    private static String line(KeyDigest digest, String name) {
        return "{id: k" + digest.toHex().charAt(0) + ", type: secret, environment: demo, name: " + name + ", sha256: "
                + digest.toHex() + ", created-at: 2026-11-24T00:00:00Z}";
    }

    /** Twice, because a change counts once it is seen for the second time. */
    private void look() {
        store.poll();
        store.poll();
    }

    private String nameOf(KeyDigest digest) {
        var key = store.find(digest);
        return key == null ? null : key.name();
    }

    @Test
    void aKeyIsFoundByItsDigestOnly() {
        assertThat(nameOf(FIRST)).isEqualTo("a");
        assertThat(store.find(SECOND)).isNull();
        assertThat(store.feed()).isEqualTo(FeedState.CONNECTED);
        assertThat(store.problem()).isNull();
    }

    @Test
    void anEditInPlaceIsSeen() throws IOException {
        write("keys.yaml", file(line(SECOND, "b")));
        look();

        assertThat(store.find(FIRST)).isNull();
        assertThat(nameOf(SECOND)).isEqualTo("b");
    }

    @Test
    void anEditThatLeavesSizeAndTimeAsTheyWereIsSeen() throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        write("keys.yaml", file(line(FIRST, "b")));
        Files.setLastModifiedTime(path, time);
        look();

        assertThat(nameOf(FIRST)).isEqualTo("b");
    }

    @Test
    void aReplacementByRenameIsSeen() throws IOException {
        Path next = write("next.yaml", file(line(FIRST, "b")));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        look();

        assertThat(nameOf(FIRST)).isEqualTo("b");
    }

    @Test
    void aSymbolicLinkThatIsSetToAnotherTargetIsSeen() throws Exception {
        Files.createDirectory(folder.resolve("v1"));
        Files.createDirectory(folder.resolve("v2"));
        write("v1/keys.yaml", file(line(FIRST, "a")));
        write("v2/keys.yaml", file(line(FIRST, "b")));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Path link = Files.createSymbolicLink(folder.resolve("linked.yaml"), Path.of("..data/keys.yaml"));
        store = FileKeyStore.unwatched(link);

        Path next = Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        look();

        assertThat(nameOf(FIRST)).isEqualTo("b");
    }

    @Test
    void aFileThatIsDeletedAndMadeAgainIsNoProblem() throws IOException {
        Files.delete(path);
        store.poll();
        write("keys.yaml", file(line(FIRST, "b")));
        look();

        assertThat(nameOf(FIRST)).isEqualTo("b");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aFileCaughtHalfWrittenIsNotUsed() throws IOException {
        String whole = file(line(FIRST, "b"), line(SECOND, "c"));
        write("keys.yaml", "environments: []\nkeys: []\n");
        store.poll();
        assertThat(nameOf(FIRST)).isEqualTo("a");

        write("keys.yaml", whole);
        look();
        assertThat(nameOf(SECOND)).isEqualTo("c");
    }

    @Test
    void aBrokenFileKeepsTheLastGoodKeysAndSaysSoOnce() throws IOException {
        write("keys.yaml", file(line(FIRST, "b")).replace("secret", "sekret"));
        look();
        look();

        String message = "keys.yaml:2: keys.type is 'sekret'; it must be publishable or secret";
        assertThat(nameOf(FIRST)).isEqualTo("a");
        assertThat(store.problem()).isEqualTo(message);
        assertThat(store.feed()).isEqualTo(FeedState.BROKEN);
        assertThat(log.errors()).containsExactly(message + "; the last good keys stay in force");
    }

    @Test
    void anotherProblemIsSaidAgain() throws IOException {
        write("keys.yaml", "");
        look();
        Files.delete(path);
        look();

        assertThat(store.problem()).isEqualTo("there is no key file " + path);
        assertThat(log.errors()).hasSize(2);
        assertThat(nameOf(FIRST)).isEqualTo("a");
    }

    @Test
    void aProblemIsOverWhenTheFileIsGoodAgain() throws IOException {
        write("keys.yaml", "");
        look();
        write("keys.yaml", file(line(FIRST, "b")));
        look();

        assertThat(store.problem()).isNull();
        assertThat(store.feed()).isEqualTo(FeedState.CONNECTED);
        assertThat(nameOf(FIRST)).isEqualTo("b");
    }

    @Test
    void aProblemIsOverWhenTheFileIsTheOldOneAgain() throws IOException {
        Files.move(path, folder.resolve("away.yaml"));
        look();
        assertThat(store.problem()).isNotNull();
        Files.move(folder.resolve("away.yaml"), path);
        store.poll();

        assertThat(store.problem()).isNull();
    }

    @Test
    void bytesThatAreNotUtf8AreAProblem() throws IOException {
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe});
        look();

        assertThat(store.problem()).isEqualTo("keys.yaml is not UTF-8");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAProblem() throws IOException {
        Files.delete(path);
        Files.createDirectory(path);
        look();

        assertThat(store.problem()).startsWith("the key file " + path);
    }

    @Test
    void everyKeyThatIsNewOrOtherOrGoneIsReportedOnceItCanBeRead() throws Exception {
        KeyDigest third = KeyDigest.ofHex("cd".repeat(32));
        KeyDigest fourth = KeyDigest.ofHex("ef".repeat(32));
        write("keys.yaml", file(line(FIRST, "a"), line(SECOND, "b"), line(third, "c")));
        store = FileKeyStore.unwatched(path);
        List<String> heard = new ArrayList<>();
        store.subscribe(new KeyChanges() {
            @Override
            public void changed(KeyDigest digest) {
                heard.add(digest.toHex().substring(0, 2) + "=" + nameOf(digest));
            }

            @Override
            public void anythingChanged() {
                heard.add("anything");
            }
        });

        write("keys.yaml", file(line(FIRST, "a"), line(SECOND, "other"), line(fourth, "d")));
        look();

        assertThat(heard).containsExactlyInAnyOrder("ab=other", "cd=null", "ef=d");
    }

    @Test
    void aLargeFileIsReadAgainWhenItChanges() throws Exception {
        String comment = "# " + "x".repeat(1 << 20) + "\n";
        write("keys.yaml", comment + file(line(FIRST, "a")));
        store = FileKeyStore.unwatched(path);
        look();
        look();

        Path next = write("next.yaml", comment + file(line(FIRST, "b")));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        look();

        assertThat(nameOf(FIRST)).isEqualTo("b");
    }

    @Test
    void aStoreDoesNotOpenOnABrokenFile() throws IOException {
        write("keys.yaml", "keys: [");

        assertThatThrownBy(() -> FileKeyStore.open(path))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageStartingWith("keys.yaml:1: not YAML: ");
    }

    @Test
    void aStoreDoesNotOpenWithoutItsFile() {
        assertThatThrownBy(() -> FileKeyStore.open(folder.resolve("other.yaml")))
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("there is no key file " + folder.resolve("other.yaml"));
    }

    @Test
    void anOpenStoreSeesAChangeByItself() throws Exception {
        try (FileKeyStore watched = FileKeyStore.open(path)) {
            write("keys.yaml", file(line(SECOND, "b")));

            await().until(() -> watched.find(SECOND) != null);
            assertThat(watched.find(FIRST)).isNull();
        }
    }
}
