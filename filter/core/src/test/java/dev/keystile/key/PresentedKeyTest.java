package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk_",
                "xk_abc",
                " sk_abc",
                "sk_abc ",
                "sk_a\tb",
                "sk_a\r\nb",
                "sk_a\0",
                "sk_a\u007f",
                "sk_a\u0080",
                "sk_é",
                "sk_\uff41",
                "sk_\u0161",
                "sk_\ud83d\ude00",
                "sk_?",
                "ſk_abc"
            })
    void textWithoutTheFormOfAKeyIsNotRead(String text) {
        assertThat(PresentedKey.read(text)).isNull();
    }

    @Test
    void aCharacterOutsideLatin1IsNotTruncatedToOneByte() {
        String text = TestKeys.text(KeyType.SECRET);
        for (int i = 0; i < text.length(); i++) {
            for (int high = 0x80; high <= 0x8000; high <<= 1) {
                char c = (char) (text.charAt(i) + high);
                assertThat(PresentedKey.read(text.substring(0, i) + c + text.substring(i + 1)))
                        .as("%d: %04x", i, (int) c)
                        .isNull();
            }
        }
    }

    @Test
    void aKeyOfAnotherSystemHas16To512Characters() {
        for (int length : new int[] {16, 512}) {
            assertThat(PresentedKey.readAny("a".repeat(length)))
                    .as("%d", length)
                    .isNotNull();
        }
        for (int length : new int[] {15, 513}) {
            assertThat(PresentedKey.readAny("a".repeat(length)))
                    .as("%d", length)
                    .isNull();
        }
        assertThat(PresentedKey.readAny("Bearer " + "a".repeat(15), 7, 22))
                .as("whatever stands before it")
                .isNull();
    }

    @Test
    void moreThan512CharactersAreNotRead() {
        assertThat(PresentedKey.read("sk_" + "a".repeat(509))).isNotNull();
        assertThat(PresentedKey.read("sk_" + "a".repeat(510))).isNull();
    }

    @Test
    void aKeyIsReadFromTheMiddleOfAText() {
        String text = TestKeys.text(KeyType.PUBLISHABLE);
        PresentedKey key = PresentedKey.read("Bearer " + text + "  ", 7, 7 + text.length());

        assertThat(key.digest()).isEqualTo(PresentedKey.read(text).digest());
        assertThat(key.type()).isEqualTo(KeyType.PUBLISHABLE);
        assertThat(PresentedKey.read("sk_abc", 0, 3)).isNull();
    }

    @Test
    void theLengthOfAKeyIsCountedFromItsOwnStart() {
        String field = "Bearer ";
        String longest = "sk_" + "a".repeat(509);
        assertThat(PresentedKey.read(field + longest, 7, 7 + 512)).isNotNull();
        assertThat(PresentedKey.read(field + "sk_0123456789abcdef", 7, 7 + 19).lastFour())
                .isNull();
        assertThat(PresentedKey.read(field + "sk_examp", 7, 7 + 8).isExample()).isFalse();
    }

    @Test
    void aShortKeyAfterALongOneIsReadAsItself() {
        PresentedKey alone = PresentedKey.read("sk_short");
        PresentedKey.read("sk_" + "x".repeat(500));

        assertThat(PresentedKey.read("sk_short").digest()).isEqualTo(alone.digest());
    }

    @ParameterizedTest
    @CsvSource({
        "sk_0123456789abcdefghij,      sk_…",
        "sk_0123456789abcdefghijk,     sk_…hijk",
        "pk_live_0123456789abcdefghij, pk_…ghij",
        "sk_0123456789abcdefghi+/~=,   sk_…+/~="
    })
    void theHintIsThePrefixAndForALongKeyTheLastFourCharacters(String text, String hint) {
        PresentedKey key = PresentedKey.read(text);

        assertThat(key.hint()).isEqualTo(hint);
        assertThat(key).hasToString(hint);
    }

    @Test
    void keysOfTheDocumentationAreExamplesEvenIfCutShort() {
        assertThat(ExampleKeys.SECRET).startsWith("sk_example_0");
        assertThat(ExampleKeys.PUBLISHABLE).startsWith("pk_example_0");
        for (String text : List.of(
                ExampleKeys.SECRET,
                ExampleKeys.PUBLISHABLE,
                ExampleKeys.SECRET.substring(0, 20) + "...",
                "sk_example_",
                ExampleKeys.SECRET + "x")) {
            assertThat(PresentedKey.read(text).isExample()).as(text).isTrue();
            assertThat(KeyFormat.isMistyped(text)).as(text).isFalse();
        }
        for (String text :
                List.of("sk_example", "sk_examples_00000", "sk_demo_example_0", TestKeys.text(KeyType.SECRET))) {
            assertThat(PresentedKey.read(text).isExample()).as(text).isFalse();
        }
    }

    @Test
    void moreThreadsThanThereAreHashersReadTheirOwnKeys() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(128);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            String text = TestKeys.text(KeyType.SECRET);
            KeyDigest digest = PresentedKey.read(text).digest();
            done.add(threads.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    assertThat(PresentedKey.read(text).digest()).isEqualTo(digest);
                }
            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        threads.shutdown();
    }
}
