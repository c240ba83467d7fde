package dev.keystile.internal.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file that is changed by only one thread of one process at a time. The lock is on a second file beside it, which is
 * never replaced or removed: a lock on the file itself would be lost when the file is replaced. Safe for use by many
 * threads.
 *
 * <p>A lock has three parts, taken in this order: a {@link ReentrantLock} between the threads of this class, a monitor
 * between copies of this class in different class loaders, and a lock of the operating system between processes.
 *
 * <pre>{@code
 * LockedFile.of(path, "the key file").run(file -> {
 *     AtomicFile.replace(file, Files.readString(file) + "# changed\n");
 *     return null;
 * });
 * }</pre>
 */
public final class LockedFile {

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
        // The system's lock belongs to the process, and closing any channel on its file would release it, so
        // that only one thread may open the file. The monitor is an interned string, because the web
        // applications of one container have this class several times, but share their strings.
        this.monitor = (LockedFile.class.getName() + ' ' + path).intern();
        this.maxWait = maxWait;
    }

    /**
     * An action on a file while it is locked.
     *
     * @param <T> the type of the result
     * @param <X> the exception that the action may throw
     */
    @FunctionalInterface
    public interface FileWork<T extends @Nullable Object, X extends Exception> {

        /**
         * Performs the action.
         *
         * @param file the path of the file, without symbolic links; the file need not exist
         */
        T on(Path file) throws X;
    }

    /**
     * A file, or the target of a symbolic link. A lock that is held by others is waited for up to ten seconds.
     *
     * @param what the name of the file in messages, such as {@code the key file}
     * @throws IOException if the folder does not exist, or the path is not a regular file
     */
    public static LockedFile of(Path path, String what) throws IOException {
        return of(path, what, MAX_WAIT);
    }

    /** As {@link #of(Path, String)}, with another max wait. */
    public static LockedFile of(Path path, String what, Duration maxWait) throws IOException {
        try {
            RegularFile.require(path);
        } catch (RegularFile.NotRegularException e) {
            throw new IOException(what + " " + e.getMessage(), e);
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
            throw new IOException("there is no folder for " + what + " " + path.toAbsolutePath(), e);
        }
    }

    /**
     * Performs an action while no other thread or process performs one on the same file.
     *
     * @return the result of the action
     * @throws IOException if the file cannot be locked, or others have held the lock for too long; nothing has been done
     * @throws X the exception of the action
     */
    public <T extends @Nullable Object, X extends Exception> T run(FileWork<T, X> work) throws IOException, X {
        long deadline = System.nanoTime() + maxWait.toNanos();
        ReentrantLock threads = THREADS.computeIfAbsent(path, first -> new ReentrantLock());
        acquire(threads);
        try {
            // Java has no monitor with a timeout. Only another copy of this class holds it, for the time of one action.
            synchronized (monitor) {
                return runLocked(work, deadline);
            }
        } finally {
            threads.unlock();
        }
    }

    private <T extends @Nullable Object, X extends Exception> T runLocked(FileWork<T, X> work, long deadline)
            throws IOException, X {
        if (Files.exists(lockFile, NOFOLLOW_LINKS) && !Files.isRegularFile(lockFile, NOFOLLOW_LINKS)) {
            throw new IOException(lockFile + " must be a regular file; remove it, and it is made anew");
        }
        // Closing the channel releases the lock.
        try (FileChannel channel = open()) {
            acquire(channel, deadline);
            return work.on(path);
        }
    }

    private FileChannel open() throws IOException {
        try {
            FileChannel channel = FileChannel.open(lockFile, OPEN, Ownership.ownerOnly(lockFile));
            try {
                Ownership.restrictToWriters(path, lockFile);
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw cannotLock(e);
        }
    }

    private void acquire(ReentrantLock threads) throws IOException {
        try {
            if (!threads.tryLock(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw held("another thread of this process has");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void acquire(FileChannel channel, long deadline) throws IOException {
        // Polls, since Java has no lock on a file with a timeout.
        while (!tryLock(channel)) {
            if (System.nanoTime() - deadline > 0) {
                throw held("another process has");
            }
            pause();
        }
    }

    private boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            throw cannotLock(e);
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IOException cannotLock(IOException e) {
        return new IOException("cannot lock " + lockFile + ": " + FileFailure.reason(e), e);
    }

    private IOException held(String who) {
        return new IOException(who + " held the lock of " + path + " for " + maxWait.toSeconds()
                + " seconds; nothing was changed. Try again, or end the process that has " + lockFile + " open");
    }

    private static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted =
                new InterruptedIOException("interrupted while waiting for a lock; nothing was changed");
        interrupted.initCause(e);
        return interrupted;
    }
}
