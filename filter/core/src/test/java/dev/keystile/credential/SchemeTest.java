package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemeTest {

    @Test
    void onlyTheTwoCasesOfAsciiAreFolded() {
        for (Scheme scheme : Scheme.values()) {
            String name = scheme.name();
            for (int i = 0; i < name.length(); i++) {
                for (char c = 0; c < Character.MAX_VALUE; c++) {
                    String text = name.substring(0, i) + c + name.substring(i + 1);
                    boolean same = c == name.charAt(i) || c == name.charAt(i) + 32;
                    if (scheme.matches(text, 0, text.length()) != same) {
                        throw new AssertionError(scheme + " and " + text);
                    }
                }
            }
        }
    }

    @Test
    void theWholeNameIsCompared() {
        assertThat(Scheme.BEARER.matches("bearer x", 0, 6)).isTrue();
        assertThat(Scheme.BEARER.matches("bearer x", 0, 7)).isFalse();
        assertThat(Scheme.BEARER.matches("bearer x", 0, 5)).isFalse();
        assertThat(Scheme.BEARER.matches("x bearer", 2, 8)).isTrue();
        assertThat(Scheme.BEARER.matches("", 0, 0)).isFalse();
    }
}
