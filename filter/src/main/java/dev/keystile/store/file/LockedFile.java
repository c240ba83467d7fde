package dev.keystile.store.file;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that one thread of one process changes at a time: all who do hold a lock on a file beside it,
 * which stays where it is.
 */
final class LockedFile {

    private static final long LONGEST_WAIT_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 10;

    private final Path path;
    private final String monitor;

    private LockedFile(Path path) {
        this.path = path;
        // The lock belongs to the process, and closing any channel on its file would let go of it. Interned,
        // because two web applications have two of this class.
        this.monitor = (LockedFile.class.getName() + ' ' + path).intern();
    }

    /** What is done with the file while it is locked. */
    interface Work<T> {
        T on(Path file) throws KeyStoreException;
    }

    /** The file; if it is a symbolic link, the file that it leads to. */
    static LockedFile of(Path path) throws KeyStoreException {
        try {
            if (Files.exists(path)) {
                return new LockedFile(path.toRealPath());
            }
            Path absolute = path.toAbsolutePath();
            Path folder = absolute.getParent();
            return new LockedFile(
                    folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName()));
        } catch (IOException e) {
            throw new KeyStoreException("there is no folder for the key file " + path.toAbsolutePath(), e);
        }
    }

    /** Does the work while nobody else does. */
    <T> T run(Work<T> work) throws KeyStoreException {
        synchronized (monitor) {
            Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
            // Closing the channel lets go of the lock.
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                acquire(channel);
                return work.on(path);
            } catch (IOException e) {
                throw new KeyStoreException("cannot lock " + lockFile, e);
            }
        }
    }

    private void acquire(FileChannel channel) throws IOException, KeyStoreException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LONGEST_WAIT_MILLIS * 1_000_000) {
            if (channel.tryLock() != null) {
                return;
            }
            pause();
        }
        throw new KeyStoreException("another process has held the lock of " + path + " for 10 seconds");
    }

    private static void pause() throws KeyStoreException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyStoreException("interrupted while waiting for a lock", e);
        }
    }
}
