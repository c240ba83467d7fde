package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicUserIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"sk_a", "", "é"})
    void theUserIdIsAllBeforeTheFinalColon(String userId) {
        String credentials = encoded(userId + ":");
        assertThat(BasicUserId.decode("Basic " + credentials + " ", 6, 6 + credentials.length()))
                .isEqualTo(userId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk_a", "sk_a:x", ":sk_a", "sk_a::"})
    void thereIsNoUserIdWithoutAFinalColonOrWithAnother(String userPass) {
        String credentials = encoded(userPass);
        assertThat(BasicUserId.decode(credentials, 0, credentials.length())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a", "/zo=", "c2tfYTo=="})
    void whatIsNotBase64OfUtf8IsNoUserId(String credentials) {
        assertThat(BasicUserId.decode(credentials, 0, credentials.length())).isNull();
    }

    private static String encoded(String userPass) {
        return Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }
}
