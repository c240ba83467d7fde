package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.admin.Actor;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.key.Environment;
import dev.keystile.key.Project;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RegularFileTest {

    private static final String OTHER = " is a FIFO, a device or a socket; it must be a regular file";

    @TempDir
    Path folder;

    private Path fifo() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }

    @Test
    void aFifoIsRefusedAndNotWaitedFor() throws Exception {
        Path fifo = fifo();

        assertThatThrownBy(() -> FileKeyStore.open(fifo))
                .isInstanceOf(KeyStoreException.class)
                .hasMessage("the key file " + fifo + OTHER);
        assertThatThrownBy(() -> KeyAdmin.on(new FileAdminStore(fifo)).revoke(new Actor("anna", "here"), "key_1"))
                .hasMessage("the key file " + fifo + OTHER);
        assertThat(folder.resolve("fifo.lock")).doesNotExist();
    }

    @Test
    void aDeviceWithoutEndIsRefused() {
        assertThatThrownBy(() -> KeyFile.read(Path.of("/dev/zero"))).hasMessage("the key file /dev/zero" + OTHER);
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> FileKeyStore.open(folder))
                .hasMessage("the key file " + folder + " is a folder; it must be a regular file");
    }

    @Test
    void aFileBecomesNoFifoWhileItIsWatched() throws Exception {
        Path path = folder.resolve("keys.yaml");
        FileAdminStore.create(path, List.of(Project.ofDefault("p", new Environment("demo", "Demo"))));
        FileKeyStore store = FileKeyStore.unwatched(path);
        Files.move(fifo(), path, StandardCopyOption.REPLACE_EXISTING);

        store.poll();
        store.poll();

        assertThat(store.problem()).isEqualTo("the key file " + path + OTHER);
    }

    @Test
    void aFileWithoutReasonableSizeIsRefused() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64L << 30);
        }

        assertThatThrownBy(() -> KeyFile.read(large))
                .hasMessage(
                        "cannot read the key file " + large + ": it is larger than 256 MiB; keep so many keys in SQL");
    }
}
