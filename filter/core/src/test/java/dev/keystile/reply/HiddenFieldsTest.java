package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.Credential;
import dev.keystile.credential.CredentialFields;
import dev.keystile.credential.CredentialReader;
import dev.keystile.credential.HeaderCredentialReader;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFieldsTest {

    private final String key = TestKeys.text(KeyType.SECRET);
    private final HiddenFields hidden = new HiddenFields(true, CredentialFields.DEFAULT.withHeaders("X-API-Key"));

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
        assertThat(hidden.isHidden(name, "", false)).isTrue();
        assertThat(new HiddenFields(false, CredentialFields.DEFAULT).isHidden(name, "x", false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "X-Keystile", "X-Keystil-Key", "Keystile-Key-Id", "X+Keystile-Key-Id", "X-[eystile-Key-Id"})
    void otherNamesAreNoIdentity(String name) {
        assertThat(hidden.isIdentity(name)).isFalse();
        assertThat(hidden.isHidden(name, key, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION", "X-API-Key", "x-api-key"})
    void aKeyIsHiddenInTheFieldsThatKeysComeIn(String name) {
        assertThat(hidden.mayCarryKey(name)).isTrue();
        assertThat(hidden.isKey(name, "Bearer " + key, false)).isTrue();
        assertThat(hidden.isHidden(name, key, false)).isTrue();
        assertThat(hidden.isHidden(name, "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x", false))
                .isFalse();
    }

    @Test
    void aKeyInBasicIsHiddenToo() {
        String userPass = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(hidden.isKey("Authorization", "Basic " + userPass, false)).isTrue();
    }

    @Test
    void otherFieldsAreTheApplications() {
        assertThat(hidden.mayCarryKey("X-Other")).isFalse();
        assertThat(hidden.isKey("X-Other", key, false)).isFalse();
        assertThat(new HiddenFields(true, CredentialFields.DEFAULT).mayCarryKey("X-API-Key"))
                .isFalse();
    }

    @Test
    void whereKeysAreNotHiddenTheApplicationSeesThem() {
        HiddenFields showing = new HiddenFields(false, CredentialFields.DEFAULT.withHeaders("X-API-Key"));

        assertThat(showing.isHidden("Authorization", "Bearer " + key, false)).isFalse();
        assertThat(showing.hiddenCredentialFields(request(), false)).isEmpty();
        assertThat(showing.mayCarryKey("X-API-Key")).isTrue();
    }

    @Test
    void theFieldsWithKeysAreFound() {
        assertThat(hidden.hiddenCredentialFields(request(), false)).containsExactly("Authorization", "X-API-Key");
        assertThat(hidden.hiddenCredentialFields(FakeRequest.authorization("Digest x", "Bearer " + key), false))
                .containsExactly("Authorization");
        assertThat(hidden.hiddenCredentialFields(FakeRequest.authorization("Digest x"), false))
                .isEmpty();
        assertThat(hidden.hiddenCredentialFields(name -> null, false)).isEmpty();
    }

    private FakeRequest request() {
        return FakeRequest.get("/").bearer(key).with("X-API-Key", key).with("X-Other", key);
    }

    @Test
    void whatARequestWithAKeyHasInTheseFieldsIsTheKey() {
        HiddenFields others = new HiddenFields(
                true, CredentialFields.DEFAULT.withHeaders("X-API-Key").withOtherFormats());
        String uuid = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11";

        assertThat(others.isKey("Authorization", "Bearer " + uuid, true)).isTrue();
        assertThat(others.isKey("X-API-Key", uuid, true)).isTrue();
        assertThat(others.isKey("X-Other", uuid, true)).isFalse();
        assertThat(others.isKey("Authorization", "Bearer " + uuid, false)).isFalse();
        assertThat(others.isKey("x-api-key", " " + uuid, false)).isTrue();
        assertThat(others.isKey("X-API-Key", "not a key", false)).isFalse();
        assertThat(hidden.isKey("X-API-Key", uuid, false)).isFalse();
    }

    @Test
    void anAuthorizationFieldOfTheApplicationIsNeverHidden() {
        HiddenFields ignoring = new HiddenFields(
                true, CredentialFields.DEFAULT.withHeaders("X-API-Key").withoutAuthorization());

        assertThat(ignoring.isKey("Authorization", "Bearer " + key, true)).isFalse();
        assertThat(ignoring.mayCarryKey("Authorization")).isFalse();
        assertThat(ignoring.hiddenCredentialFields(request(), true)).containsExactly("X-API-Key");
    }

    /** Whatever a client sends: what the application does not see is never taken for a credential of the application. */
    @Test
    void onADelegatedRouteWhatPassesAsForeignIsSeenAndNothingElse() {
        CredentialReader reader = new HeaderCredentialReader(CredentialFields.DEFAULT);
        Random random = new Random(18);
        List<String> parts = List.of(
                "Bearer ", "Basic ", "Digest ", "sk_", "pk_", "SK_", key, "eyJ.e30.x", ",", " ", "=", "\"", "a", "\t");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int j = random.nextInt(5); j >= 0; j--) {
                value.append(parts.get(random.nextInt(parts.size())));
            }
            String sent = random.nextInt(4) > 0
                    ? value.toString()
                    : "Basic " + Base64.getEncoder().encodeToString((value + ":").getBytes(StandardCharsets.UTF_8));
            boolean foreign = reader.readDelegated(FakeRequest.authorization(sent)) == Credential.Foreign.FOREIGN;
            assertThat(hidden.isKey("Authorization", sent, false)).as(sent).isEqualTo(!foreign);
        }
    }
}
