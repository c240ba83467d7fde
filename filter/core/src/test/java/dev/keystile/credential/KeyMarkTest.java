package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMarkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer sk_demo_abc",
                "bearer pk_demo_abc",
                "sk_demo_abc",
                "sk_",
                "Bearer  sk_a, Bearer b",
                "Token token=\"sk_demo_abc\"",
                "Bearer \tsk_demo_abc",
                "Bearer:sk_demo_abc",
                "<sk_demo_abc>",
                "k_ sk_demo_abc",
                "Bearer mask_x sk_demo_abc",
                "Digest k_k_,pk_a"
            })
    void whatHoldsAKeyCarriesOne(String value) {
        assertThat(KeyMark.carriesKey(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk_demo_abc:", "sk_demo_abc", "user:sk_demo_abc", "pk_a:sk_b", "\u00e9:sk_demo_abc", "sk_a\n:"})
    void soDoesBasic(String userPass) {
        String encoded = Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
        assertThat(KeyMark.carriesKey("Basic " + encoded)).isTrue();
        assertThat(KeyMark.carriesKey(" bASIC   " + encoded + " ")).isTrue();
        assertThat(KeyMark.carriesKey("Basic " + encoded.replace("=", ""))).isTrue();
        assertThat(KeyMark.carriesKey("Digest " + encoded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k_",
                "sk",
                "Bearer eyJhbGciOiJFUzI1NiJ9.task_1.abc",
                "Bearer desk_lamp",
                "Bearer rk_demo_abc",
                "Negotiate abc/sk_x",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic dXNlcjpwYXNzd29yZA=="
            })
    void anythingElseIsLeftAlone(String value) {
        assertThat(KeyMark.carriesKey(value)).isFalse();
    }
}
