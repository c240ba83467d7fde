package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class Token68Test {

    private static final Pattern RFC_9110 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    @Test
    void everyCharacterIsJudgedAsTheGrammarDoes() {
        for (char c = 0; c < 0x100; c++) {
            for (String text : new String[] {"" + c, c + "a", "a" + c, "a" + c + "a", "a=" + c}) {
                assertThat(isToken(text, 0, text.length()))
                        .as("%s, %04x", text, (int) c)
                        .isEqualTo(RFC_9110.matcher(text).matches());
            }
        }
    }

    @Test
    void onlyTheGivenStretchIsLookedAt() {
        assertThat(isToken(" abc= ", 1, 5)).isTrue();
        assertThat(isToken(" abc= ", 0, 5)).isFalse();
        assertThat(isToken("abc", 1, 1)).isFalse();
    }

    @Test
    void aTokenIsCopiedAsItIs() {
        byte[] token = new byte[4];

        assertThat(Token68.copy("Bearer a/b=", 7, 11, token)).isTrue();

        assertThat(token).asString(StandardCharsets.US_ASCII).isEqualTo("a/b=");
        assertThat(Token68.copy("\u0161", 0, 1, token)).isFalse();
    }

    @Test
    void noCharacterOutsideAsciiIsAllowed() {
        assertThat(Token68.allows('a')).isTrue();
        for (char c : "=\u0080\u00ff\u0100\u0161\uffff".toCharArray()) {
            assertThat(Token68.allows(c)).isFalse();
        }
    }

    private static boolean isToken(String text, int start, int end) {
        return Token68.copy(text, start, end, new byte[16]);
    }
}
