package dev.keystile.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file atomically: the text is written to a new file in the same folder and synchronised to disk, and then the
 * new file is renamed. Readers find either the old text or the new text, complete, also after a crash. Two writers at the
 * same time do not mix their texts, but the last one wins: use {@link LockedFile} to read and change a file.
 *
 * <pre>{@code
 * AtomicFile.replace(Path.of("keys.yaml"), text);
 * }</pre>
 */
public final class AtomicFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private final Path path;
    private final Path fresh;

    private AtomicFile(Path path, Path fresh) {
        this.path = path;
        this.fresh = fresh;
    }

    /**
     * Replaces the text of a file, or makes the file if it does not exist.
     *
     * <p>The new file has the owner, group and permissions of the old file, as far as this process may set them. A file
     * that did not exist before can be read only by its owner.
     *
     * @throws IOException if the file cannot be written; the old file is unchanged
     */
    public static void replace(Path path, String text) throws IOException {
        try (AtomicFile file = prepare(path)) {
            file.write(text);
            if (Files.exists(path)) {
                Ownership.copy(path, file.fresh);
            }
            file.move();
        }
    }

    /**
     * Makes a file that only its owner can read.
     *
     * @return false if the file exists already; it is unchanged
     * @throws IOException if the file cannot be written
     */
    public static boolean create(Path path, String text) throws IOException {
        try (AtomicFile file = prepare(path)) {
            file.write(text);
            // A link fails if the name exists; a rename would replace the file of another process.
            Files.createLink(file.path, file.fresh);
            file.syncFolder();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Makes the new file, empty and readable only by its owner, so that a path that cannot be written fails before there
     * is a text to write. {@link #close()} removes the new file, unless it has been renamed.
     *
     * @throws IOException if the folder does not exist or is not writable
     */
    public static AtomicFile prepare(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent());
        // On POSIX file systems the mode of a temporary file is 0600.
        return new AtomicFile(absolute, Files.createTempFile(folder, "." + absolute.getFileName() + '.', ".tmp"));
    }

    /**
     * Replaces the file with one that only its owner can read, whatever permissions the old file has.
     *
     * @throws IOException if the file cannot be written; the old file is unchanged
     */
    public void replacePrivately(String text) throws IOException {
        write(text);
        move();
    }

    private void write(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void move() throws IOException {
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        syncFolder();
    }

    /** Synchronises the new name to disk. Some systems, which cannot open a folder, do this by themselves. */
    private void syncFolder() {
        Path folder = Objects.requireNonNull(path.getParent());
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} cannot be synchronised", folder, e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(fresh);
    }
}
