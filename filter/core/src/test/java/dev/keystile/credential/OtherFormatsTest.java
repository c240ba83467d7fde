package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.PresentedKey;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that were made by other systems. */
class OtherFormatsTest {

    private static final CredentialFields FIELDS =
            CredentialFields.DEFAULT.withHeaders("X-API-Key").withOtherFormats();

    private final CredentialReader reader = new HeaderCredentialReader(FIELDS);
    private final PresentedTexts texts = new PresentedTexts(FIELDS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11",
                "glpat-AbCdEfGhIjKlMnOpQrSt",
                "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",
                "dGhpcyBpcyBhIGtleQ+/aa==",
                "AKIAIOSFODNN7EXAMPLE",
                "SK_LIVE_0123456789",
                "0123456789abcdef",
            })
    void comeInEverySource(String key) {
        for (FakeRequest request : List.of(
                FakeRequest.authorization("Bearer " + key),
                FakeRequest.authorization(basic(key)),
                FakeRequest.get("/").with("X-API-Key", key),
                FakeRequest.authorization("Bearer " + key).with("X-API-Key", key))) {
            assertThat(reader.read(request)).isInstanceOfSatisfying(Credential.Presented.class, presented -> {
                assertThat(presented.key().type()).isNull();
                assertThat(presented.key().digest())
                        .isEqualTo(PresentedKey.readAny(key).digest());
                assertThat(presented.toString()).doesNotContain(key.substring(0, key.length() - 4));
            });
            assertThat(texts.of(request)).contains(key);
            assertThat(texts.areIn("before " + key + " after", request)).isTrue();
            assertThat(texts.areInPath("/a/" + key.replace("/", "%2F").replace("=", "%3d"), request))
                    .isTrue();
            assertThat(texts.areIn("/a/b/c/d/e/f/g/h/i/j", request)).isFalse();
        }
    }

    @Test
    void areTokensOf16To512Characters() {
        assertThat(PresentedKey.readAny("a".repeat(15))).isNull();
        assertThat(PresentedKey.readAny("a".repeat(16))).isNotNull();
        assertThat(PresentedKey.readAny("a".repeat(512))).isNotNull();
        assertThat(PresentedKey.readAny("a".repeat(513))).isNull();
        assertThat(PresentedKey.readAny("sk_short")).isNotNull();
        assertThat(PresentedKey.readAny("a".repeat(20) + "é")).isNull();
        assertThat(PresentedKey.readAny("=".repeat(20))).isNull();
        assertThat(PresentedKey.readAny("a=".repeat(20))).isNull();
        assertThat(PresentedKey.readAny("a".repeat(20) + " ")).isNull();
    }

    /** Whatever a client sends, it is read in the same way in each source, and nothing is thrown. */
    @Test
    void anyTextIsAKeyInEverySourceOrInNone() {
        Random random = new Random(18);
        String alphabet = "abcXYZ019-._~+/=, :%\"\\\té\u0000";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "sk_" : "");
            int length = random.nextInt(40);
            int letters = random.nextInt(8) == 0 ? alphabet.length() : 16;
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(letters)));
            }
            String key = text.toString();
            boolean isKey = PresentedKey.readAny(key) != null;
            boolean bare = reader.read(FakeRequest.get("/").with("X-API-Key", key)) instanceof Credential.Presented;
            boolean bearer = reader.read(FakeRequest.authorization("Bearer " + key)) instanceof Credential.Presented;
            boolean basic = reader.read(FakeRequest.authorization(basic(key))) instanceof Credential.Presented;
            boolean trimmed = !key.isEmpty() && key.strip().equals(key);
            assertThat(basic).as(key).isEqualTo(isKey);
            if (trimmed) {
                assertThat(bare).as(key).isEqualTo(isKey);
                assertThat(bearer).as(key).isEqualTo(isKey);
            }
        }
    }

    @Test
    void areNotRecognisedWhereTheyAreRefused() {
        PresentedTexts refusing = new PresentedTexts(CredentialFields.DEFAULT);
        String key = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11";

        assertThat(refusing.areIn(key, FakeRequest.authorization("Bearer " + key)))
                .isFalse();
        assertThat(refusing.areInPath("/%zz", FakeRequest.get("/"))).isFalse();
        assertThat(new HeaderCredentialReader(CredentialFields.DEFAULT)
                        .read(FakeRequest.authorization("Bearer " + key)))
                .isEqualTo(Credential.Invalid.MALFORMED);
    }

    private static String basic(String userId) {
        return "Basic " + Base64.getEncoder().encodeToString((userId + ":").getBytes(StandardCharsets.UTF_8));
    }
}
