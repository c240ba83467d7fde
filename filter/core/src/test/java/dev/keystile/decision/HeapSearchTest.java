package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import dev.keystile.key.KeyFormat;
import dev.keystile.key.KeyGenerator;
import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No copy of a key is left in the heap after a thousand requests. */
class HeapSearchTest {

    private static final List<Charset> FORMS =
            List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final String key = new KeyGenerator().newKey(KeyType.SECRET, "demo");
    private final String unknown = new KeyGenerator().newKey(KeyType.SECRET, "demo");

    @TempDir
    private Path folder;

    /** Interpreted code hashes in other buffers than compiled code. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmixed", "-Xint"})
    void aThousandRequestsLeaveNoCopyOfAKeyKnownOrUnknown(String mode) throws Exception {
        byte[] heap = heapAfterRequests(mode, "no");

        assertThat(copies(key, heap)).isZero();
        assertThat(copies(unknown, heap)).isZero();
    }

    @Test
    void aCopyThatIsKeptIsFound() throws Exception {
        byte[] heap = heapAfterRequests("-Xmixed", "plant");

        assertThat(copies(key, heap)).isPositive();
        assertThat(copies(unknown, heap)).isPositive();
    }

    private byte[] heapAfterRequests(String mode, String plant) throws Exception {
        Path dump = folder.resolve("heap.hprof");
        Path output = folder.resolve("output.txt");
        Process driver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        mode,
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        HeapSearchDriver.class.getName(),
                        HeapSearchDriver.masked(key),
                        Objects.requireNonNull(PresentedKey.read(key)).digest().toHex(),
                        HeapSearchDriver.masked(unknown),
                        dump.toString(),
                        plant)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(driver.waitFor(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            driver.destroyForcibly();
        }
        assertThat(driver.exitValue()).as(Files.readString(output)).isZero();
        return Files.readAllBytes(dump);
    }

    /** Copies of the part that is secret, whatever stands before it. */
    private static int copies(String key, byte[] heap) {
        String secret = key.substring(key.length() - KeyFormat.SECRET_LENGTH - KeyFormat.CHECKSUM_LENGTH);
        int found = 0;
        for (Charset form : FORMS) {
            byte[] sought = secret.getBytes(form);
            for (int i = 0; i <= heap.length - sought.length; i++) {
                if (startsWith(heap, i, sought)) {
                    found++;
                }
            }
        }
        return found;
    }

    private static boolean startsWith(byte[] heap, int start, byte[] sought) {
        for (int i = 0; i < sought.length; i++) {
            if (heap[start + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }
}
