package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFieldsTest {

    private final String key = TestKeys.text(KeyType.SECRET);
    private final HiddenFields hidden = new HiddenFields(true, "X-API-Key");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Keystile-Key-Id",
                "x-keystile-environment",
                "X-KEYSTILE-ASSERTION",
                "X_Keystile_Key_Id",
                "X.Keystile.Key.Id",
                "x-keystile-",
                "X-Keystile-Anything"
            })
    void aClaimedIdentityIsHiddenHoweverItIsSpelt(String name) {
        assertThat(hidden.isIdentity(name)).isTrue();
        assertThat(hidden.isHidden(name, "")).isTrue();
        assertThat(new HiddenFields(false, null).isHidden(name, "x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "X-Keystile", "X-Keystil-Key", "Keystile-Key-Id", "X+Keystile-Key-Id", "X-[eystile-Key-Id"})
    void otherNamesAreNoIdentity(String name) {
        assertThat(hidden.isIdentity(name)).isFalse();
        assertThat(hidden.isHidden(name, key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION", "X-API-Key", "x-api-key"})
    void aKeyIsHiddenInTheFieldsThatKeysComeIn(String name) {
        assertThat(hidden.mayCarryKey(name)).isTrue();
        assertThat(hidden.isKey(name, "Bearer " + key)).isTrue();
        assertThat(hidden.isHidden(name, key)).isTrue();
        assertThat(hidden.isHidden(name, "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x")).isFalse();
    }

    @Test
    void aKeyInBasicIsHiddenToo() {
        String userPass = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(hidden.isKey("Authorization", "Basic " + userPass)).isTrue();
    }

    @Test
    void otherFieldsAreTheApplications() {
        assertThat(hidden.mayCarryKey("X-Other")).isFalse();
        assertThat(hidden.isKey("X-Other", key)).isFalse();
        assertThat(new HiddenFields(true, null).mayCarryKey("X-API-Key")).isFalse();
    }

    @Test
    void whereKeysAreNotHiddenTheApplicationSeesThem() {
        HiddenFields showing = new HiddenFields(false, "X-API-Key");

        assertThat(showing.isHidden("Authorization", "Bearer " + key)).isFalse();
        assertThat(showing.hiddenCredentialFields(request())).isEmpty();
        assertThat(showing.mayCarryKey("X-API-Key")).isTrue();
    }

    @Test
    void theFieldsWithKeysAreFound() {
        assertThat(hidden.hiddenCredentialFields(request())).containsExactly("Authorization", "X-API-Key");
        assertThat(hidden.hiddenCredentialFields(FakeRequest.authorization("Digest x", "Bearer " + key)))
                .containsExactly("Authorization");
        assertThat(hidden.hiddenCredentialFields(FakeRequest.authorization("Digest x")))
                .isEmpty();
        assertThat(hidden.hiddenCredentialFields(name -> null)).isEmpty();
    }

    private FakeRequest request() {
        return FakeRequest.get("/").bearer(key).with("X-API-Key", key).with("X-Other", key);
    }
}
