package dev.keystile.cli.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.store.KeyStoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLockTest {

    @TempDir
    private Path path;

    private final AtomicLong now = new AtomicLong();
    private DataFolder folder;

    @BeforeEach
    void prepare() throws Exception {
        folder = DataFolder.prepare(path, note -> {});
    }

    /** A wait in which no time passes but that of the pauses. */
    private LockWait wait(LockWait.Pause meanwhile) {
        return new LockWait(now::get, time -> {
            now.addAndGet(time.toNanos());
            meanwhile.pass(time);
        });
    }

    @Test
    void aHeldLockIsWaitedForFiveSecondsAndItsHolderIsReported() throws Exception {
        try (Holder holder = Holder.start(path)) {
            assertThatThrownBy(() -> DatabaseLock.acquire(folder, "second", wait(time -> {})))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessage("the database in the folder " + path + " is in use by keystile-demo serve, process "
                            + holder.process.pid()
                            + ": wait until that has ended or stop it, or name another folder with --data-dir");
            assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void aLockThatChangesHoldersIsWaitedForAMinuteAtMost() throws Exception {
        try (Holder holder = Holder.start(path)) {
            int[] turns = {0};
            assertThatThrownBy(() -> DatabaseLock.acquire(
                            folder,
                            "second",
                            wait(time -> writeHolder(path.resolve("keystile.lock"), "command " + turns[0]++ / 20))))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessageContaining("is in use by command ");
            assertThat(holder.process.isAlive()).isTrue();
            assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofMinutes(1));
        }
    }

    private static void writeHolder(Path file, String holder) {
        try {
            Files.writeString(file, holder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLockIsAcquiredWhenItsHolderIsKilled() throws Exception {
        try (Holder holder = Holder.start(path);
                DatabaseLock lock = DatabaseLock.acquire(folder, "second", wait(time -> holder.close()))) {
            assertThat(lock.folder()).isEqualTo(path.toRealPath());
            assertThat(Files.readString(path.resolve("keystile.lock")))
                    .isEqualTo("second, process " + ProcessHandle.current().pid());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("keystile.lock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aProcessMayAcquireItsOwnLockSeveralTimes() throws Exception {
        DatabaseLock first = DatabaseLock.tryAcquire(folder, "first");
        DatabaseLock second = DatabaseLock.tryAcquire(folder, "second");
        assertThat(DatabaseLock.heldByAnother(folder)).hasMessageContaining("in use by first, process ");
        first.close();
        assertThat(Holder.canAcquire(path)).isFalse();
        second.close();
        assertThat(Holder.canAcquire(path)).isTrue();
    }

    @Test
    void aDatabaseThatIsOpenIsLocked() throws Exception {
        KeyDatabase database = KeyDatabase.openAndMigrate(DatabaseAddress.inFolder(path), OtherTables.NONE);
        assertThat(Holder.canAcquire(path)).isFalse();
        database.close();
        assertThat(Holder.canAcquire(path)).isTrue();
    }

    /** As an earlier version has it open, which does not know this lock. */
    @Test
    void aDatabaseThatAnotherProgramHasOpenIsSaidToBe() throws Exception {
        DatabaseAddress address = DatabaseAddress.inFolder(path);
        try (Connection earlier = DriverManager.getConnection("jdbc:h2:file:" + path.resolve("keystile"), "sa", "")) {
            assertThat(earlier.isValid(1)).isTrue();
            assertThatThrownBy(() -> KeyDatabase.open(address, OtherTables.NONE))
                    .isInstanceOf(KeyStoreException.class)
                    .hasMessage("the database " + path + "/keystile is open in another program, such as an earlier"
                            + " version of this one: stop that first");
        }
        assertThat(Holder.canAcquire(path)).isTrue();
    }

    /** Another process, which has the lock until it is closed. */
    static final class Holder implements AutoCloseable {

        private final Process process;
        private final String said;

        private Holder(Process process, String said) {
            this.process = process;
            this.said = said;
        }

        static Holder start(Path folder) throws IOException {
            Holder holder = run(folder);
            assertThat(holder.said).isEqualTo("true");
            return holder;
        }

        static boolean canAcquire(Path folder) throws Exception {
            try (Holder holder = run(folder)) {
                return holder.said.equals("true");
            }
        }

        private static Holder run(Path folder) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Holder(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }

        /** Says whether it has the lock, and keeps it until its input ends. */
        public static void main(String[] args) throws Exception {
            DataFolder folder = DataFolder.prepare(Path.of(args[0]), note -> {});
            System.out.println(DatabaseLock.tryAcquire(folder, "keystile-demo serve") != null);
            System.in.read();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
