package dev.keystile.cli.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    private final List<String> notes = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void name() {
        folder = temp.resolve("data");
    }

    private DataFolder prepare() throws KeyStoreException {
        return DataFolder.prepare(folder, notes::add);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path with(String mode, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::prepare).isInstanceOf(KeyStoreException.class).hasMessageContaining(message);
    }

    @Test
    void aNewFolderIsPrivateWithoutAWarning() throws Exception {
        folder = temp.resolve("a").resolve("b");
        assertThat(prepare().path()).isEqualTo(temp.toRealPath().resolve("a/b"));
        assertThat(mode(folder)).isEqualTo("rwx------");
        prepare();
        assertThat(notes).isEmpty();
    }

    @Test
    void anOpenFolderAndItsFilesAreMadePrivateWithOneWarning() throws Exception {
        with("rwxr-xr-x", Files.createDirectory(folder));
        Path database = with("rw-r--r--", Files.createFile(folder.resolve("keystile.mv.db")));
        Path lock = with("rw-rw-rw-", Files.createFile(folder.resolve("keystile.lock.db")));
        prepare();
        assertThat(List.of(mode(folder), mode(database), mode(lock)))
                .containsExactly("rwx------", "rw-------", "rw-------");
        prepare();
        assertThat(notes)
                .containsExactly(
                        "the folder " + folder + " was open to other users (rwxr-xr-x); the folder and its files"
                                + " are for the user " + Files.getOwner(folder).getName() + " alone now");
    }

    @Test
    void anOpenFileInAClosedFolderIsTightenedToo() throws Exception {
        with("rwx------", Files.createDirectory(folder));
        Path file = with("rw-r--r--", Files.createFile(folder.resolve("keys.yaml")));
        prepare();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(notes).hasSize(1).first().asString().startsWith("a file in the folder ");
    }

    @Test
    void anEmptyFolderThatWasMadeForTheKeysIsTightened() throws Exception {
        with("rwxr-xr-x", Files.createDirectory(folder));
        prepare();
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void aSharedFolderWithOtherFilesIsRefused() throws Exception {
        with("rwxr-xr-x", Files.createDirectory(folder));
        Path other = with("rw-r--r--", Files.createFile(folder.resolve("hosts")));
        assertRefused("is open to other users and holds other things");
        assertThat(List.of(mode(folder), mode(other))).containsExactly("rwxr-xr-x", "rw-r--r--");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws Exception {
        Files.createFile(folder);
        assertRefused("cannot make the folder " + folder + ": there is a file with this name");
    }

    @Test
    void aLinkOfTheUsersOwnIsFollowed() throws Exception {
        Path real = with("rwx------", Files.createDirectory(temp.resolve("real")));
        Files.createSymbolicLink(temp.resolve("second"), Path.of("real"));
        Files.createSymbolicLink(folder, temp.resolve("./other/../second"));
        Files.createDirectory(temp.resolve("other"));
        assertThat(prepare().path()).isEqualTo(real.toRealPath());
    }

    @Test
    void linksInACircleAreGivenUp() throws Exception {
        Files.createSymbolicLink(folder, folder);
        assertRefused("circle");
    }

    @Test
    void aLinkOfAnotherUserIsNotFollowedAnywhereInThePath() throws Exception {
        UserPrincipal nobody = OtherUser.principal();
        Files.createDirectories(temp.resolve("real/data"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));
        Files.getFileAttributeView(link, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(nobody);
        Files.createSymbolicLink(temp.resolve("mine"), link);
        folder = temp.resolve("mine/data");
        assertRefused("/link is a symbolic link of the user nobody, who may point it elsewhere");
    }

    @Test
    void aFolderOfAnotherUserIsNotUsed() throws Exception {
        UserPrincipal nobody = OtherUser.principal();
        Files.setOwner(Files.createDirectory(folder), nobody);
        assertRefused("the folder " + folder + " belongs to the user nobody: run the command as that user");
    }

    @Test
    void aFileOfAnotherUserIsNotUsed() throws Exception {
        UserPrincipal nobody = OtherUser.principal();
        with("rwxrwxrwx", Files.createDirectory(folder));
        Files.createFile(folder.resolve("keystile.mv.db"));
        Path link = Files.createSymbolicLink(folder.resolve("sealing-key"), temp.resolve("elsewhere"));
        Files.getFileAttributeView(link, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(nobody);
        assertRefused("data/sealing-key belongs to the user nobody, who may change it: remove it");
        assertThat(mode(folder)).isEqualTo("rwx------");
    }
}
