package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class Token68Test {

    private static final Pattern RFC_9110 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final byte[] copy = new byte[8];

    @Test
    void everyCharacterIsJudgedAsTheGrammarDoes() {
        for (char c = 0; c < 0x300; c++) {
            for (String text : new String[] {"" + c, c + "a", "a" + c, "a" + c + "a", "a=" + c}) {
                assertThat(Token68.copy(text, 0, text.length(), copy))
                        .as("%s, %04x", text, (int) c)
                        .isEqualTo(RFC_9110.matcher(text).matches());
            }
        }
    }

    @Test
    void onlyTheGivenStretchIsLookedAt() {
        assertThat(Token68.copy(" abc= ", 1, 5, copy)).isTrue();
        assertThat(copy).startsWith("abc=".getBytes(StandardCharsets.US_ASCII));
        assertThat(Token68.copy(" abc= ", 0, 5, copy)).isFalse();
        assertThat(Token68.copy("abc", 1, 1, copy)).isFalse();
    }
}
