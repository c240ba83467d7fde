package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "M-SEARCH", "x-api-key", "get", "!#$%&'*+-.^_`|~", "0"})
    void visibleAsciiWithoutDelimitersIsAToken(String text) {
        assertThat(HttpToken.isToken(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GET ", "a b", "a,b", "a\nb", "\u007f", "\u0080", "\u00e9", "\u212a", "\uffff"})
    void otherTextIsNotAToken(String text) {
        assertThat(HttpToken.isToken(text)).isFalse();
    }

    @Test
    void aDelimiterIsNotAToken() {
        for (char c : "\"(),/:;<=>?@[\\]{}".toCharArray()) {
            assertThat(HttpToken.isToken("a" + c)).as("%s", c).isFalse();
        }
    }
}
