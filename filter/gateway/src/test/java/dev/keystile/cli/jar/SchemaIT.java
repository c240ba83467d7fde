package dev.keystile.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"keystile", "gateway"})
    void aSchemaIsPrintedAsItIsShipped(String file) throws Exception {
        KeystileProcess keystile = KeystileProcess.run(folder, "schema", file);

        assertThat(keystile.err()).isEmpty();
        assertThat(keystile.out())
                .isEqualTo(Files.readString(Path.of("src/main/resources/META-INF/keystile", file + ".schema.json")));
    }
}
