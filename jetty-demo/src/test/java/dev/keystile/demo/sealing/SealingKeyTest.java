package dev.keystile.demo.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.store.KeyStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTest {

    private static final String KEY = Base64.getUrlEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("sealing-key");
    }

    @Test
    void theVariableComesBeforeTheFile() throws Exception {
        assertThat(SealingKey.find(KEY, file).getEncoded()).isEqualTo(new byte[32]);
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutAVariableOrAFileThereIsNoKey() throws Exception {
        assertThat(SealingKey.find(null, null)).isNull();
        assertThat(SealingKey.find(" ", null)).isNull();
    }

    @Test
    void theFileIsMadeOnceAndIsPrivate() throws Exception {
        byte[] made = SealingKey.find(null, file).getEncoded();

        assertThat(made).hasSize(32);
        assertThat(SealingKey.find(null, file).getEncoded()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "not base64url!", "AAAA"})
    void anInvalidVariableIsAnErrorWithoutItsValue(String wrong) {
        assertThatThrownBy(() -> SealingKey.find(wrong, file))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining("KEYSTILE_SEALING_KEY holds no sealing key: it must be 32 bytes in Base64url")
                .hasMessageNotContaining(wrong);
    }

    @Test
    void aFileThatHoldsNoKeyIsAnErrorAndIsNotReplaced() throws Exception {
        Files.writeString(file, "damaged");

        assertThatThrownBy(() -> SealingKey.find(null, file))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining(file + " holds no sealing key");
        assertThat(file).hasContent("damaged");
    }
}
