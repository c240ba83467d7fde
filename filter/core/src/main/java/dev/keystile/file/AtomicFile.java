package dev.keystile.file;

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
 * Writes a file in a single step: the text goes to a new file in the same folder and to the disk, and then the new file
 * takes the name. Whoever reads, also after a crash, finds the old text or the new one, each whole.
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
     * Replaces a file's text, or makes the file.
     *
     * <p>The new file has the owner, group and permissions of the old one, as far as this process may give them; where
     * there was none, only its owner can read it.
     *
     * @throws IOException if it cannot be written; the old file is as it was
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
     * @return false if there is a file already, which stays as it is
     * @throws IOException if it cannot be written
     */
    public static boolean create(Path path, String text) throws IOException {
        try (AtomicFile file = prepare(path)) {
            file.write(text);
            Files.createLink(file.path, file.fresh);
            file.syncFolder();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Makes the new file, which is empty and which only its owner can read, so that a path that cannot be written is
     * known before there is a text. {@link #close()} removes it, if it has not taken the name.
     *
     * @throws IOException if the folder is not there or not writable
     */
    public static AtomicFile prepare(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        Path folder = Objects.requireNonNull(absolute.getParent());
        // On POSIX file systems the mode of a temporary file is 0600.
        return new AtomicFile(absolute, Files.createTempFile(folder, "." + absolute.getFileName() + '.', ".tmp"));
    }

    /**
     * Replaces the file with one that only its owner can read, whatever the permissions of the old one are.
     *
     * @throws IOException if it cannot be written; the old file is as it was
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

    /** Makes the new name itself last; where a folder cannot be opened, the system takes care of it. */
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
