package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ci",
                "Müller & Söhne",
                "注文",
                "שלום",
                "🔑 rocket",
                "a b",
                "\\u0041",
                "می\u200cخواهم",
                "👩\u200d💻"
            })
    void ordinaryTextIsPrintable(String text) {
        assertThat(PrintableText.isPrintable(text)).isTrue();
        assertThat(PrintableText.require("the name", text)).isSameAs(text);
        assertThat(PrintableText.escape(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\u0000",
        "9, \\u0009",
        "10, \\u000A",
        "27, \\u001B",
        "127, \\u007F",
        "155, \\u009B",
        "173, \\u00AD",
        "1564, \\u061C",
        "8203, \\u200B",
        "8206, \\u200E",
        "8232, \\u2028",
        "8233, \\u2029",
        "8238, \\u202E",
        "8295, \\u2067",
        "55296, \\uD800",
        "57343, \\uDFFF",
        "65279, \\uFEFF",
        "917505, \\uDB40\\uDC01"
    })
    void controlAndFormatCharactersAreNotPrintable(int codePoint, String escaped) {
        String text = "a" + Character.toString(codePoint) + "b";

        assertThat(PrintableText.isPrintable(text)).isFalse();
        assertThat(PrintableText.escape(text)).isEqualTo("a" + escaped + "b").matches("[!-~]+");
        assertThatThrownBy(() -> PrintableText.require("the name", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the name must be printable text on one line, without U+" + String.format("%04X", codePoint));
    }

    @Test
    void theRestOfTheTextStays() {
        assertThat(PrintableText.escape("🔑\u001b[31m注文")).isEqualTo("🔑\\u001B[31m注文");
    }
}
