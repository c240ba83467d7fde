package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDigestTest {

    private static final String HEX = "ff00" + "0123456789abcdef".repeat(3) + "0123456789ab";

    @Test
    void theDigestIsTheSha256OfTheKey() throws Exception {
        for (String text : List.of("sk_a", TestKeys.text(KeyType.SECRET), "pk_" + "x".repeat(509))) {
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(text.getBytes("US-ASCII"));
            assertThat(PresentedKey.read(text).digest().toBytes()).isEqualTo(expected);
        }
    }

    @Test
    void hexadecimalDigitsOfEitherCaseAreReadAndLowerCaseIsWritten() {
        KeyDigest digest = KeyDigest.ofHex(HEX.toUpperCase(Locale.ROOT));
        assertThat(digest.toHex()).isEqualTo(HEX);
        assertThat(digest).isEqualTo(KeyDigest.ofBytes(HexFormat.of().parseHex(HEX)));
    }

    @Test
    void equalityHashAndOrderAgree() {
        Random random = new Random(7);
        List<KeyDigest> digests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            digests.add(KeyDigest.ofBytes(bytes));
            bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            digests.add(KeyDigest.ofBytes(bytes));
        }
        for (KeyDigest a : digests) {
            assertThat(a).isEqualTo(KeyDigest.ofBytes(a.toBytes())).hasSameHashCodeAs(KeyDigest.ofBytes(a.toBytes()));
            for (KeyDigest b : digests) {
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                assertThat(Integer.signum(a.compareTo(b)))
                        .isEqualTo(Integer.signum(a.toHex().compareTo(b.toHex())));
            }
        }
        assertThat(digests.get(0)).isNotEqualTo(digests.get(0).toHex());
    }

    @Test
    void digestsThatBeginDifferentlyHaveDifferentHashes() {
        assertThat(KeyDigest.ofHex("01".repeat(32))).doesNotHaveSameHashCodeAs(KeyDigest.ofHex("02" + "01".repeat(31)));
    }

    @Test
    void bytesAreCopied() {
        byte[] bytes = new byte[32];
        KeyDigest digest = KeyDigest.ofBytes(bytes);
        bytes[0] = 1;
        digest.toBytes()[1] = 1;

        assertThat(digest.toHex()).isEqualTo("0".repeat(64));
    }

    @Test
    void aDigestShowsItsFirstFourDigits() {
        assertThat(KeyDigest.ofHex(HEX)).hasToString("sha256:ff00…");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void otherLengthsAreRefused(int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyDigest.ofHex("0".repeat(digits)))
                .withMessage("a SHA-256 has 64 hexadecimal digits, not " + digits);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.ofBytes(new byte[digits]));
    }

    @Test
    void otherCharactersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.ofHex("g".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.ofHex("٠".repeat(64)));
    }
}
