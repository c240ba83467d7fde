package dev.keystile.assertion;

import static dev.keystile.assertion.KeyLookup.NotFound.NO_SUCH_KEY;
import static dev.keystile.assertion.KeyLookup.NotFound.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keystile.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeysTest {

    private final LogLines log = LogLines.of(FileKeys.class);
    private Path file;
    private long now;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        file = folder.resolve("jwks.json");
        publish("a");
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private void publish(String... names) throws Exception {
        List<JWK> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(new ECKeyGenerator(Curve.P_256).keyID(name).generate().toPublicJWK());
        }
        Files.writeString(file, new JWKSet(keys).toString());
    }

    private FileKeys open() {
        return new FileKeys(file, () -> now);
    }

    private void pass() {
        now += FileKeys.BETWEEN_READS.toNanos();
    }

    @Test
    void aChangedFileIsReadAgainAtMostOnceASecond() throws Exception {
        FileKeys keys = open();
        publish("b");
        assertThat(keys.find("b")).isEqualTo(NO_SUCH_KEY);
        assertThat(keys.find("a")).isInstanceOf(KeyLookup.Found.class);

        pass();

        assertThat(keys.find("b"))
                .isInstanceOfSatisfying(
                        KeyLookup.Found.class,
                        found -> assertThat(found.key().getKeyID()).isEqualTo("b"));
        assertThat(keys.find("a")).isEqualTo(NO_SUCH_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "no JSON", "large", "gone", "folder"})
    void aFileThatBreaksLeavesTheLastKeysInForceLoudly(String broken) throws Exception {
        FileKeys keys = open();
        breakFile(broken);
        for (int i = 0; i < 3; i++) {
            pass();
            assertThat(keys.find("a")).isInstanceOf(KeyLookup.Found.class);
            // It may well be in the file that should be there.
            assertThat(keys.find("b")).isEqualTo(UNAVAILABLE);
        }
        assertThat(log.errors())
                .singleElement()
                .asString()
                .contains("assertion.verify.jwks is " + file, "the last good keys stay in force");

        Files.deleteIfExists(file);
        publish("a", "b");
        pass();
        assertThat(keys.find("b")).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.find("c")).isEqualTo(NO_SUCH_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "large", "gone", "folder"})
    void aStartNeedsAGoodFile(String broken) throws Exception {
        breakFile(broken);
        assertThatThrownBy(this::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assertion.verify.jwks is " + file + ", which must be a JWK Set file");
    }

    private void breakFile(String broken) throws Exception {
        Files.delete(file);
        switch (broken) {
            case "gone" -> {}
            case "folder" -> Files.createDirectory(file);
            case "large" -> Files.writeString(file, "{\"keys\": []}" + " ".repeat(JwkSets.MAX_BYTES));
            default -> Files.writeString(file, broken);
        }
    }

    @Test
    void aDeviceThatNeverEndsIsNotRead() {
        file = Path.of("/dev/zero");
        assertThatThrownBy(this::open).hasMessageContaining("not a regular file");
    }
}
