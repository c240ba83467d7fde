package dev.keystile.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "0.0.0.0:0, 0.0.0.0, 0",
        "localhost:65535, localhost, 65535",
        "gate-way.example.com:1, gate-way.example.com, 1",
        "[::1]:8080, ::1, 8080",
        "[::]:0, ::, 0",
        "[::ffff:10.0.0.1]:443, ::ffff:10.0.0.1, 443"
    })
    void aHostAndAPortAreRead(String text, String host, int port) {
        assertThat(ListenAddress.parse(text)).hasValue(new ListenAddress(host, port));
        assertThat(new ListenAddress(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "8080",
                ":8080",
                "a",
                "a:",
                "a:x",
                "a:65536",
                "a:999999",
                "a:-1",
                "::1:8080",
                "[::1]",
                "[]:1",
                "[::1]8080",
                "http://a:1",
                "a:1/",
                " a:1",
                "a:1 ",
                "a b:1",
                "-a:1",
                "a:+1",
                "a:٣"
            })
    void anythingElseIsNone(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }
}
