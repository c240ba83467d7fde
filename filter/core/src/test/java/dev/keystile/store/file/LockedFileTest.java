package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import dev.keystile.admin.Actor;
import dev.keystile.admin.AdminException;
import dev.keystile.admin.AdminException.StoreUnavailableException;
import dev.keystile.admin.KeyAdmin;
import dev.keystile.admin.KeyEdit;
import dev.keystile.admin.KeyRequest;
import dev.keystile.internal.file.LockedFile;
import dev.keystile.key.ApiKey;
import dev.keystile.key.Environment;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LockedFileTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private static final Actor ANNA = new Actor("anna", "here");

    private Path path;
    private Path lockFile;
    private KeyAdmin admin;

    @BeforeEach
    void createAFile() throws Exception {
        path = folder.resolve("keys.yaml");
        lockFile = folder.resolve("keys.yaml.lock");
        FileAdminStore.create(path, List.of(Project.ofDefault("p", new Environment("demo", "Demo"))));
        admin = KeyAdmin.on(new FileAdminStore(path));
    }

    private ApiKey issue() throws AdminException {
        return admin.issue(ANNA, KeyRequest.of(KeyType.SECRET, "demo", "ci")).record();
    }

    private String mode() throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile));
    }

    @Test
    void theLockOfANewFileIsItsOwnersAlone() throws Exception {
        assertThat(mode()).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, rw-------",
        "rw-r-----, rw-------",
        "rw-r--r--, rw-------",
        "rw-rw----, rw-rw----",
        "rw-rw-r--, rw-rw----",
        "rw-rw-rw-, rw-rw-rw-",
        "r--------, rw-------"
    })
    void onlyWhoMayWriteTheFileMayOpenItsLock(String mode, String lockMode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        Files.setPosixFilePermissions(lockFile, PosixFilePermissions.fromString("rw-rw-rw-"));

        issue();

        assertThat(mode()).isEqualTo(lockMode);
    }

    @Test
    void theLockOfAFileThatWasWrittenByHandIsNarrowFromTheStart() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        Files.delete(lockFile);

        issue();

        assertThat(mode()).isEqualTo("rw-------");
    }

    /** Holds a lock that a reader may take, until its standard input ends. */
    public static final class Reader {
        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ)) {
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true);
                System.out.println(lock.isShared());
                System.in.read();
            }
        }
    }

    @Test
    void theWaitForAnotherProcessIsBoundedAndSaysWhatToDo() throws Exception {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Reader.class.getName(),
                        lockFile.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = reader.inputReader()) {
            assertThat(output.readLine()).isEqualTo("true");

            assertThatThrownBy(() -> LockedFile.of(path, "the key file", SHORT).run(file -> file))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another process has held the lock of " + path.toRealPath() + " for 0 seconds; nothing"
                            + " was changed. Try again, or end the process that has "
                            + lockFile.toRealPath() + " open");
        } finally {
            reader.destroy();
        }
        assertThat(reader.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        issue();
    }

    @Test
    void theWaitForAnotherThreadIsBoundedToo() throws Exception {
        LockedFile.of(path, "the key file").run(held -> {
            FutureTask<Path> other =
                    start(() -> LockedFile.of(path, "the key file", SHORT).run(file -> file));
            assertThatThrownBy(() -> other.get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("another thread of this process has held the lock of ");
            return held;
        });
    }

    @Test
    void twoEditsAtOnceBothHold() throws Exception {
        ApiKey key = issue();
        KeyEdit networks = KeyEdit.none().networks(List.of("10.0.0.0/8"));
        KeyEdit scopes = KeyEdit.none().scopes(List.of("read"));
        List<FutureTask<ApiKey>> edits = LockedFile.of(path, "the key file")
                .run(held -> List.of(
                        start(() -> admin.edit(ANNA, key.id(), networks)),
                        start(() -> admin.edit(ANNA, key.id(), scopes))));

        for (FutureTask<ApiKey> edit : edits) {
            edit.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        }
        assertThat(admin.describe(key.id()).key())
                .isEqualTo(key.edited("ci", Scopes.of(List.of("read")), Restrictions.of(null, List.of("10.0.0.0/8"))));
    }

    /** Begins in another thread, and goes on when that waits. */
    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "waits for the lock");
        thread.start();
        await().until(() ->
                thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.TERMINATED);
        return task;
    }

    @Test
    void whatStandsInThePlaceOfTheLockIsNotOpened() throws Exception {
        Files.delete(lockFile);
        Files.createSymbolicLink(lockFile, folder.resolve("elsewhere"));

        assertThatThrownBy(this::issue)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageEndingWith("keys.yaml.lock must be a regular file; remove it, and it is made anew");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
}
