package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriEscapingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > ''",
                "/a/b-._~ > /a/b-._~",
                "a=1&b=2;c:@/?!$'()*+, > a=1&b=2;c:@/?!$'()*+,",
                "%41%c3%A9 > %41%c3%A9",
                "% > %25",
                "%4 > %254",
                "%zz%41 > %25zz%41",
                "%%41 > %25%41",
                "a|b > a%7Cb",
                "<\"`{}[]\\^# > %3C%22%60%7B%7D%5B%5D%5C%5E%23",
                "é€ > %C3%A9%E2%82%AC",
                "\uD83D\uDE00 > %F0%9F%98%80"
            })
    void illegalCharactersAreEscaped(String text, String legal) {
        assertThat(UriEscaping.escape(text)).isEqualTo(legal);
        assertThat(URI.create("http://h/?" + legal).getRawQuery()).isEqualTo(legal);
        assertThat(UriEscaping.escape(legal)).isEqualTo(legal);
    }

    @ParameterizedTest
    @CsvSource({"13, %0D", "10, %0A", "0, %00", "127, %7F", "32, %20", "9, %09"})
    void noControlCharacterRemains(int code, String escaped) {
        assertThat(UriEscaping.escape("a" + (char) code + "b")).isEqualTo("a" + escaped + "b");
    }
}
