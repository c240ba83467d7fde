package dev.keystile.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.keystile.TestTimeout;
import dev.keystile.internal.file.LockedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SigningKeysTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys.json");
    }

    private SigningKeys open() throws Exception {
        return SigningKeys.open(file, InstantSource.system());
    }

    private List<String> ids() throws Exception {
        return JWKSet.parse(Files.readString(file)).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    @Test
    void theKeysOfTwoWhoRotateAtOnceAreBothThere() throws Exception {
        open();
        String first = ids().get(0);

        List<FutureTask<SigningKeys>> rotations =
                LockedFile.of(file, "the file").run(held -> List.of(startRotation(), startRotation()));
        for (FutureTask<SigningKeys> rotation : rotations) {
            rotation.get(TestTimeout.SECONDS, TimeUnit.SECONDS);
        }

        assertThat(ids()).hasSize(3).doesNotHaveDuplicates().startsWith(first);
        for (FutureTask<SigningKeys> rotation : rotations) {
            assertThat(rotation.get().published()).contains(ids());
        }
    }

    /** Begins in another thread, which then waits for the lock. */
    private FutureTask<SigningKeys> startRotation() throws Exception {
        SigningKeys keys = open();
        FutureTask<SigningKeys> task = new FutureTask<>(() -> {
            keys.rotate();
            return keys;
        });
        Thread thread = new Thread(task, "waits for the lock");
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    @Test
    void aKeyThatAnotherProcessAddedIsPublishedAtOnce() throws Exception {
        SigningKeys keys = open();
        for (int i = 0; i < 3; i++) {
            open().rotate();
            assertThat(keys.published()).contains(ids());
        }
    }

    @Test
    void rotationKeepsWhoMayReadTheFile() throws Exception {
        SigningKeys keys = open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        keys.rotate();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aFileThatHoldsSomethingElseIsNotRotatedAndStaysAsItIs() throws Exception {
        SigningKeys keys = open();
        Files.writeString(file, "{");

        assertThatThrownBy(keys::rotate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assertion.keys is " + file);
        assertThat(file).hasContent("{");
    }
}
