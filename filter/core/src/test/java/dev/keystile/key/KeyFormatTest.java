package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest
    @EnumSource
    void aKeyHasTypeEnvironmentSecretAndTheChecksumOfThese(KeyType type) {
        for (String environment : List.of("a", "demo", "eu-west-1", "a" + "b".repeat(30))) {
            String key = new KeyGenerator().newKey(type, environment);
            int body = key.length() - 6;

            assertThat(key).matches("(pk|sk)_[a-z][a-z0-9-]{0,30}_[0-9A-Za-z]{39}");
            assertThat(key).startsWith(type.prefix() + "_" + environment + "_");
            assertThat(key.substring(body)).isEqualTo(checksum(key.substring(0, body)));
            assertThat(KeyFormat.isMistyped(key)).isFalse();
        }
    }

    @Test
    void theChecksumIsCrc32InBase62() {
        // CRC-32's check value for "123456789" is cbf43926.
        assertThat(checksum("123456789")).isEqualTo(inBase62(0xcbf43926L));
        assertThat(KeyFormat.compose(KeyType.SECRET, "demo", "x")).isEqualTo("sk_demo_x" + checksum("sk_demo_x"));
    }

    @Test
    void everyMistypedCharacterIsNoticed() {
        String key = TestKeys.text(KeyType.SECRET);
        int tail = key.length() - 39;
        for (int i = tail; i < key.length(); i++) {
            for (char c : BASE62.toCharArray()) {
                String edited = key.substring(0, i) + c + key.substring(i + 1);
                assertThat(KeyFormat.isMistyped(edited)).as(i + ": " + c).isEqualTo(c != key.charAt(i));
            }
        }
        for (int i = "sk_".length(); i < tail - 1; i++) {
            String edited = key.substring(0, i) + 'z' + key.substring(i + 1);
            assertThat(KeyFormat.isMistyped(edited)).as("environment, " + i).isTrue();
        }
        assertThat(KeyFormat.isMistyped('p' + key.substring(1))).as("type").isTrue();
    }

    @Test
    void swappedCharactersAreNoticed() {
        String key = TestKeys.text(KeyType.PUBLISHABLE);
        for (int i = key.length() - 39; i < key.length() - 1; i++) {
            String swapped = key.substring(0, i) + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2);
            assertThat(KeyFormat.isMistyped(swapped)).isEqualTo(!swapped.equals(key));
        }
    }

    @Test
    void aChecksumAboveTheMaxCrcIsNoticed() {
        String key = TestKeys.text(KeyType.SECRET);
        String body = key.substring(0, key.length() - 6);
        long beyond = Long.parseLong(hex(body), 16) + (1L << 32);

        assertThat(KeyFormat.isMistyped(body + inBase62(beyond))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "sk_test_51H8xYzAbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdef",
                "pk_x",
                "sk_demo_000000000000000000000000000000000000000",
                "sk_demo_0000000000000000000000000000000000000000",
                "sk_Demo_00000000000000000000000000000000000000x",
                "sk_1demo_000000000000000000000000000000000000000",
                "sk__000000000000000000000000000000000000000",
                "sk_000000000000000000000000000000000000000",
                "sk_demo_00000000000000000000000000000000000.000",
                "sk_demo-000000000000000000000000000000000000000"
            })
    void onlyAKeyOfExactlyThisFormatIsCalledMistyped(String key) {
        boolean ours = key.matches("(pk|sk)_[a-z][a-z0-9-]{0,30}_[0-9A-Za-z]{39}");

        assertThat(KeyFormat.isMistyped(key)).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({"sk_a,true", "pk_a,true", "sk_,false", "sk,false", "'',false", "SK_a,false", "ak_a,false", "sk-a,false"
    })
    void aKeyBeginsWithTypeAndUnderscoreAndGoesOn(String key, boolean isKey) {
        assertThat(KeyFormat.hasKeyPrefix(key, 0)).isEqualTo(isKey);
        assertThat(KeyFormat.hasKeyPrefix("Bearer " + key, 7)).isEqualTo(isKey);
        assertThat(PresentedKey.read(key) != null).isEqualTo(isKey);
    }

    @Test
    void aKeyWithoutAnEnvironmentIsOfAnotherMake() {
        assertThat(KeyFormat.isMistyped("sk_" + "a".repeat(39))).isFalse();
        assertThat(KeyFormat.isMistyped("sk__" + "a".repeat(39))).isFalse();
    }

    @Test
    void anEnvironmentMayHave31Characters() {
        assertThat(KeyFormat.isMistyped("sk_" + "e".repeat(31) + "_" + "a".repeat(39)))
                .isTrue();
        assertThat(KeyFormat.isMistyped("sk_" + "e".repeat(32) + "_" + "a".repeat(39)))
                .isFalse();
    }

    private static String checksum(String body) {
        return inBase62(Long.parseLong(hex(body), 16));
    }

    /** CRC-32 bit by bit, as ISO 3309 has it. */
    private static String hex(String body) {
        int crc = ~0;
        for (char c : body.toCharArray()) {
            crc ^= c;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xedb88320;
            }
        }
        return Integer.toHexString(~crc);
    }

    private static String inBase62(long number) {
        List<Character> digits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            digits.add(0, BASE62.charAt((int) (number / (long) Math.pow(62, i) % 62)));
        }
        StringBuilder text = new StringBuilder();
        digits.forEach(text::append);
        return text.toString();
    }
}
