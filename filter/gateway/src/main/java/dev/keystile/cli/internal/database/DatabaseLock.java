package dev.keystile.cli.internal.database;

import dev.keystile.internal.file.FileFailure;
import dev.keystile.store.KeyStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lets only one process open the embedded database of a folder. The operating system releases the lock when the
 * process ends, however it ends. Within the process the lock can be acquired several times, since all users of the database
 * share the one that H2 has opened. Safe for use by many threads.
 */
public final class DatabaseLock implements AutoCloseable {

    private static final String FILE = "keystile.lock";
    private static final int MAX_HOLDER_BYTES = 200;

    /**
     * The locks that this process holds, by their files; also the monitor for all of them. The system's lock belongs to the
     * process, which would lose it by closing any other channel on the file: a file in this map is never opened again.
     */
    private static final Map<Path, DatabaseLock> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final String holder;
    private int holds = 1;

    private DatabaseLock(Path file, FileChannel channel, String holder) {
        this.file = file;
        this.channel = channel;
        this.holder = holder;
    }

    /** Whether a folder has a lock file, so that a database there has been opened, or is about to be. */
    public static boolean isInFolder(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Acquires the lock, and waits for a while if another process holds it.
     *
     * @param command the command that this process executes, for the messages of other processes
     * @param wait decides how long to wait
     * @throws KeyStoreException if another process still holds the lock then; the message says which one
     */
    public static DatabaseLock acquire(DataFolder folder, String command, LockWait wait) throws KeyStoreException {
        do {
            DatabaseLock lock = tryAcquire(folder, command);
            if (lock != null) {
                return lock;
            }
        } while (wait.again(folder));
        throw heldByAnother(folder);
    }

    /** Acquires the lock; null if another process holds it. */
    public static @Nullable DatabaseLock tryAcquire(DataFolder folder, String command) throws KeyStoreException {
        Path file = folder.path().resolve(FILE);
        synchronized (HELD) {
            DatabaseLock held = HELD.get(file);
            if (held != null) {
                held.holds++;
                return held;
            }
            try {
                DatabaseLock lock = lock(
                        file, command + ", process " + ProcessHandle.current().pid());
                if (lock != null) {
                    HELD.put(file, lock);
                }
                return lock;
            } catch (IOException e) {
                throw new KeyStoreException("cannot lock " + file + ": " + FileFailure.reason(e), e);
            }
        }
    }

    private static @Nullable DatabaseLock lock(Path file, String holder) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PrivateFiles.forFile(file));
        try {
            if (channel.tryLock() != null) {
                // For the messages of other processes; the lock is not on these bytes but on the file.
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
                return new DatabaseLock(file, channel, holder);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /** The folder, without symbolic links. */
    public Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** The exception that says which process holds the lock. */
    public static KeyStoreException heldByAnother(DataFolder folder) throws KeyStoreException {
        return new KeyStoreException("the database in the folder " + folder + " is in use by " + holder(folder)
                + ": wait until that has ended or stop it, or name another folder with --data-dir");
    }

    /** The command and the id of the process that holds the lock, for messages. */
    static String holder(DataFolder folder) throws KeyStoreException {
        Path file = folder.path().resolve(FILE);
        synchronized (HELD) {
            DatabaseLock held = HELD.get(file);
            if (held != null) {
                return held.holder;
            }
            // Opening and closing the file is harmless here: this process does not hold the lock.
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                String holder = new String(in.readNBytes(MAX_HOLDER_BYTES), StandardCharsets.UTF_8);
                return holder.isBlank() ? "another process" : holder;
            } catch (IOException e) {
                throw new KeyStoreException("cannot read " + file + ": " + e, e);
            }
        }
    }

    /** Releases the lock when it has been closed as often as it was acquired in this process. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (--holds > 0) {
                return;
            }
            HELD.remove(file);
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unlock " + file, e);
            }
        }
    }

    /** The file. */
    @Override
    public String toString() {
        return file.toString();
    }
}
