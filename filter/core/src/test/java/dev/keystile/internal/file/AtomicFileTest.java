package dev.keystile.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    @AfterEach
    void noTemporaryFileRemains() throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files).allMatch(path -> path.equals(file));
        }
    }

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void writeOpenly() throws IOException {
        Files.writeString(file, "old and longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void aNewFileIsPrivateToItsOwner() throws Exception {
        AtomicFile.replace(file, "é\n");

        assertThat(file).hasContent("é\n");
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws Exception {
        writeOpenly();

        AtomicFile.replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(mode()).isEqualTo("rw-r-----");
    }

    @Test
    void aFileThatIsReplacedPrivatelyIsPrivateToItsOwner() throws Exception {
        writeOpenly();

        try (AtomicFile prepared = AtomicFile.prepare(file)) {
            assertThat(file).hasContent("old and longer");
            prepared.replacePrivately("new");
        }

        assertThat(file).hasContent("new");
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void aPreparedFileThatIsNotWrittenChangesNothing() throws Exception {
        writeOpenly();

        AtomicFile.prepare(file).close();

        assertThat(file).hasContent("old and longer");
        assertThat(mode()).isEqualTo("rw-r-----");
    }

    @Test
    void anExistingFileIsNotCreatedAgain() throws Exception {
        assertThat(AtomicFile.create(file, "first")).isTrue();
        assertThat(AtomicFile.create(file, "second")).isFalse();

        assertThat(file).hasContent("first");
        assertThat(mode()).isEqualTo("rw-------");
    }

    @Test
    void withoutAFolderNothingIsWritten() {
        Path nowhere = folder.resolve("none/file");

        assertThatThrownBy(() -> AtomicFile.replace(nowhere, "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AtomicFile.create(nowhere, "")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AtomicFile.prepare(nowhere)).isInstanceOf(IOException.class);
    }
}
