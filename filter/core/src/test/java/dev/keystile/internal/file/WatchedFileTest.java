package dev.keystile.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.internal.file.WatchedFile.Look.Changed;
import dev.keystile.internal.file.WatchedFile.Look.Same;
import dev.keystile.internal.file.WatchedFile.Look.Settling;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedFileTest {

    private static final int MAX_BYTES = 100;

    private Path path;
    private WatchedFile file;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        path = folder.resolve("file");
        Files.writeString(path, "one");
        file = WatchedFile.of(path, MAX_BYTES);
        file.use(file.read());
    }

    private WatchedFile.Content change() {
        assertThat(file.look()).isInstanceOf(Settling.class);
        assertThat(file.look()).isInstanceOf(Changed.class);
        return ((Changed) file.look()).content();
    }

    @Test
    void aChangeIsReportedWhenTwoLooksFindTheSameContent() throws Exception {
        assertThat(file.look()).isInstanceOf(Same.class);
        Files.writeString(path, "tw");
        assertThat(file.look()).isInstanceOf(Settling.class);
        Files.writeString(path, "two");

        WatchedFile.Content content = change();

        assertThat(content.text()).isEqualTo("two");
        assertThat(file.look()).isEqualTo(new Changed(content));
        file.use(content);
        assertThat(file.look()).isInstanceOf(Same.class);
    }

    @Test
    void orAtOnce() throws Exception {
        Files.writeString(path, "two");

        assertThat(file.lookOnce()).isInstanceOfSatisfying(Changed.class, change -> file.use(change.content()));
        assertThat(file.lookOnce()).isInstanceOf(Same.class);
    }

    @Test
    void theContentIsComparedAndNotTheTime() throws Exception {
        FileTime time = Files.getLastModifiedTime(path);
        Files.writeString(path, "two");
        Files.setLastModifiedTime(path, time);
        assertThat(change().text()).isEqualTo("two");

        Files.writeString(path, "one");
        assertThat(file.look()).isInstanceOf(Same.class);
    }

    @Test
    void theContentInUseMayComeFromElsewhere() {
        file.use(WatchedFile.Content.of("two"));
        assertThat(change()).isEqualTo(WatchedFile.Content.of("one"));
    }

    @Test
    void aMissingFileIsAChange() throws Exception {
        Files.delete(path);
        WatchedFile.Content gone = change();
        assertThatThrownBy(gone::bytes).isInstanceOf(NoSuchFileException.class);

        file.use(gone);

        assertThat(file.look()).isInstanceOf(Same.class);
    }

    @Test
    void aFileThatIsNotRegularOrTooLargeOrNotTextIsAChange() throws Exception {
        Files.writeString(path, "x".repeat(MAX_BYTES + 1));
        assertThatThrownBy(change()::bytes).isInstanceOf(RegularFile.TooLargeException.class);
        Files.write(path, new byte[] {(byte) 0xff});
        assertThatThrownBy(change()::text).isInstanceOf(CharacterCodingException.class);
        Files.delete(path);
        Files.createDirectory(path);
        assertThatThrownBy(change()::bytes)
                .isInstanceOf(RegularFile.NotRegularException.class)
                .hasMessage(path + " is a folder; it must be a regular file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileWithFrequentLooksIsReadAfterItIsReplacedOrWritten(boolean replaced) throws Exception {
        file = WatchedFile.ofFrequentLooks(path, MAX_BYTES);
        file.use(file.read());
        for (int i = 0; i < 4; i++) {
            assertThat(file.lookOnce()).isInstanceOf(Same.class);
        }
        if (replaced) {
            AtomicFile.replace(path, "two");
        } else {
            Files.writeString(path, "longer");
        }

        assertThat(file.lookOnce()).isInstanceOf(Changed.class);
    }
}
