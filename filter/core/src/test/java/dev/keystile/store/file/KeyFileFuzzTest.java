package dev.keystile.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keystile.key.PrintableText;
import dev.keystile.yaml.YamlException;
import java.nio.charset.StandardCharsets;

/** Any text as a key file: read and written, it stays the same; refused, one line says why. */
class KeyFileFuzzTest {

    private static final int MAX_MESSAGE = 2000;

    @FuzzTest(maxDuration = "2m")
    void aKeyFileIsReadOrRefusedOnOneLine(byte[] input) {
        KeyFile file;
        try {
            file = KeyFileReader.read(new String(input, StandardCharsets.UTF_8), "keys.yaml");
        } catch (YamlException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(MAX_MESSAGE);
            assertThat(e.getMessage()).matches(PrintableText::isPrintable, "printable");
            return;
        }
        assertThat(KeyFileReader.read(KeyFileWriter.write(file), "keys.yaml")).isEqualTo(file);
    }
}
