package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoCopyOfAKeyTest {

    private static final byte MASK = 0x5a;

    @Test
    void nothingLiveHoldsAKeyThatWasRead(@TempDir Path folder) throws IOException {
        byte[] masked = mask(TestKeys.text(KeyType.SECRET).getBytes("US-ASCII"));
        byte[] planted = mask(TestKeys.text(KeyType.SECRET).getBytes("US-ASCII"));
        PresentedKey key = null;
        for (int i = 0; i < 100; i++) {
            key = PresentedKey.read(new String(mask(masked), "US-ASCII"));
        }
        String kept = new String(mask(planted), "US-ASCII");
        Path dump = folder.resolve("live.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);

        assertThat(holds(dump, planted)).as("the search works").isTrue();
        assertThat(holds(dump, masked)).isFalse();
        assertThat(kept).isNotEqualTo(key.hint());
    }

    /** Looks for the random part: 33 characters that nothing else holds. */
    private static boolean holds(Path dump, byte[] masked) throws IOException {
        int from = "sk_demo_".length();
        int length = KeyFormat.SECRET_LENGTH;
        int[] border = borders(masked, from, length);
        int matched = 0;
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(dump), 1 << 20)) {
            for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                while (matched > 0 && (byte) (b ^ MASK) != masked[from + matched]) {
                    matched = border[matched - 1];
                }
                matched += (byte) (b ^ MASK) == masked[from + matched] ? 1 : 0;
                if (matched == length) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int[] borders(byte[] text, int from, int length) {
        int[] border = new int[length];
        for (int i = 1, n = 0; i < length; i++) {
            while (n > 0 && text[from + i] != text[from + n]) {
                n = border[n - 1];
            }
            n += text[from + i] == text[from + n] ? 1 : 0;
            border[i] = n;
        }
        return border;
    }

    private static byte[] mask(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK;
        }
        return masked;
    }
}
