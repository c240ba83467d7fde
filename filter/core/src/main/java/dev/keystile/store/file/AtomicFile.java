package dev.keystile.store.file;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a new file in the place of an old one in a single step, so that a crash leaves one of them whole. */
final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /**
     * Replaces a file's content, or makes the file.
     *
     * <p>The new file has the owner, group and permissions of the old one, as far as this process may give
     * them; where there was none, only its owner can read it.
     */
    static void replace(Path path, String text) throws KeyStoreException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        try {
            // On POSIX file systems only the owner can read it.
            Path fresh = Files.createTempFile(folder, "." + path.getFileName() + '.', ".tmp");
            try {
                write(fresh, text);
                if (Files.exists(path)) {
                    Ownership.copy(path, fresh);
                }
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new KeyStoreException(
                    "cannot write the key file " + path + ": " + e.getClass().getSimpleName(), e);
        }
        syncFolder(folder);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the rename itself last; where a folder cannot be opened, the system takes care of it. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be synchronised", folder, e);
        }
    }
}
