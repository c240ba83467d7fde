package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class Token68Test {

    private static final Pattern RFC_9110 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    @Test
    void everyCharacterIsJudgedAsTheGrammarDoes() {
        for (char c = 0; c < 0x300; c++) {
            for (String text : new String[] {"" + c, c + "a", "a" + c, "a" + c + "a", "a=" + c}) {
                assertThat(Token68.matches(text, 0, text.length()))
                        .as("%s, %04x", text, (int) c)
                        .isEqualTo(RFC_9110.matcher(text).matches());
            }
        }
    }

    @Test
    void onlyTheGivenStretchIsLookedAt() {
        assertThat(Token68.matches(" abc= ", 1, 5)).isTrue();
        assertThat(Token68.matches(" abc= ", 0, 5)).isFalse();
        assertThat(Token68.matches("abc", 1, 1)).isFalse();
    }
}
