package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost:3000",
                "https://app.example.com:8443",
                "http://app.example.com:443",
                "https://app.example.com:80",
                "https://a:1",
                "https://a:65535",
                "http://127.0.0.1",
                "http://[::1]",
                "http://[2001:db8::1]:8080",
                "https://my_app.example.com",
                "https://xn--bcher-kva.example",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnop",
                "a+b.c-1://x",
                "z://z0.9:9090"
            })
    void originsAsBrowsersSendThemAreAccepted(String text) {
        assertThat(Origin.isOrigin(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example.com",
                "://app.example.com",
                "//app.example.com",
                "https:app.example.com",
                "https:/app.example.com",
                "https://",
                "https://:8443",
                "file://",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?q",
                "https://app.example.com#f",
                "https://user@app.example.com",
                "https://*.example.com",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://b\u00fccher.example",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://app.example.com:",
                "https://app.example.com:0",
                "https://app.example.com:08443",
                "https://app.example.com:65536",
                "https://app.example.com:999999",
                "https://app.example.com:８",
                "https://app.example.com:1:2",
                "https://.example.com",
                "https://example.com-",
                "https://app example.com",
                "https://app.example.com ",
                " https://app.example.com",
                "https://app.example.com, https://b.example",
                "https://a.example https://b.example",
                "1http://a",
                "ht_tp://a",
                "http://[::1",
                "http://[]",
                "http://[::1]x",
                "http://[1.2.3.4]",
                "http://[2001:DB8::1]",
                "http://[2001:db8::A]",
                "http://[::1%25eth0]",
                "http://::1",
                "https://a://b"
            })
    void otherTextIsNotAnOrigin(String text) {
        assertThat(Origin.isOrigin(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(text))
                .withMessage(Redaction.quoted(text) + " must be " + Origin.FORM);
    }

    @Test
    void anOriginIsPrintedAsItIsSent() {
        assertThat(new Origin("https://app.example.com")).hasToString("https://app.example.com");
    }
}
