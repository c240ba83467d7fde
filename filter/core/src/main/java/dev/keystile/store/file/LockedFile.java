package dev.keystile.store.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file that one thread of one process changes at a time: all who do hold a lock on a file beside it,
 * which stays where it is.
 */
final class LockedFile {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 10;
    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path path;
    private final Path lockFile;
    private final String monitor;
    private final Duration maxWait;

    private LockedFile(Path path, Duration maxWait) {
        this.path = path;
        this.lockFile = path.resolveSibling(path.getFileName() + ".lock");
        // The lock belongs to the process, and closing any channel on its file would let go of it. Interned,
        // because two web applications have two of this class.
        this.monitor = (LockedFile.class.getName() + ' ' + path).intern();
        this.maxWait = maxWait;
    }

    /** What is done with the file while it is locked. */
    interface Work<T> {
        T on(Path file) throws KeyStoreException;
    }

    /**
     * The file; if it is a symbolic link, the file that it leads to.
     *
     * @throws KeyStoreException if there is no folder for it, or it is no regular file
     */
    static LockedFile of(Path path) throws KeyStoreException {
        return of(path, MAX_WAIT);
    }

    static LockedFile of(Path path, Duration maxWait) throws KeyStoreException {
        String problem = RegularFile.problem(path);
        if (problem != null) {
            throw new KeyStoreException(problem);
        }
        try {
            if (Files.exists(path)) {
                return new LockedFile(path.toRealPath(), maxWait);
            }
            Path absolute = path.toAbsolutePath();
            Path folder = absolute.getParent();
            return new LockedFile(
                    folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName()), maxWait);
        } catch (IOException e) {
            throw new KeyStoreException("there is no folder for the key file " + path.toAbsolutePath(), e);
        }
    }

    /**
     * Does the work while nobody else does.
     *
     * @throws KeyStoreException also if others have held the lock for ten seconds
     */
    <T> T run(Work<T> work) throws KeyStoreException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        ReentrantLock threads = THREADS.computeIfAbsent(path, first -> new ReentrantLock());
        acquire(threads);
        try {
            synchronized (monitor) {
                return runLocked(work, deadline);
            }
        } finally {
            threads.unlock();
        }
    }

    private <T> T runLocked(Work<T> work, long deadline) throws KeyStoreException {
        if (Files.exists(lockFile, NOFOLLOW_LINKS) && !Files.isRegularFile(lockFile, NOFOLLOW_LINKS)) {
            throw new KeyStoreException(lockFile + " must be a regular file; remove it, and it is made anew");
        }
        // Closing the channel lets go of the lock.
        try (FileChannel channel = FileChannel.open(lockFile, OPEN, ownerOnly())) {
            Ownership.restrictToWriters(path, lockFile);
            acquire(channel, deadline);
            return work.on(path);
        } catch (IOException e) {
            throw new KeyStoreException("cannot lock " + lockFile + ": " + e, e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void acquire(ReentrantLock threads) throws KeyStoreException {
        try {
            if (!threads.tryLock(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw held("another thread of this process has");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void acquire(FileChannel channel, long deadline) throws IOException, KeyStoreException {
        while (channel.tryLock() == null) {
            if (System.nanoTime() - deadline > 0) {
                throw held("another process has");
            }
            pause();
        }
    }

    private static void pause() throws KeyStoreException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private KeyStoreException held(String who) {
        return new KeyStoreException(who + " held the lock of " + path + " for " + maxWait.toSeconds()
                + " seconds; nothing was changed. Try again, or end the process that has " + lockFile + " open");
    }

    private static KeyStoreException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KeyStoreException("interrupted while waiting for a lock; nothing was changed", e);
    }
}
