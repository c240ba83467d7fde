package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyFormat;
import dev.keystile.request.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a text that a request presents as a key of another system is found again. */
class PresentedTextsTest {

    /** The shortest text that may be a key. */
    private static final String KEY = "0123456789abcde/";

    private static final CredentialFields FIELDS =
            CredentialFields.DEFAULT.withHeaders("X-API-Key").withOtherFormats();

    private final PresentedTexts texts = new PresentedTexts(FIELDS);
    private final FakeRequest request = FakeRequest.authorization("Bearer " + KEY);

    @Test
    void aTextThatIsTheKeyAndNothingElseIsFound() {
        assertThat(texts.areIn(KEY, request)).isTrue();
        assertThat(texts.areIn(KEY.substring(1), request)).isFalse();
    }

    @Test
    void whiteSpaceAroundAKeyDoesNotHideIt() {
        FakeRequest spaced = FakeRequest.authorization(" bearer  " + KEY + "\t");

        assertThat(texts.of(spaced)).containsExactly(KEY);
        assertThat(texts.of(FakeRequest.get("/").with("X-API-Key", "\t" + KEY + " ")))
                .containsExactly(KEY);
    }

    @Test
    void aKeyIsFoundInEachLineOfEachField() {
        String other = "f".repeat(16);
        String third = "e".repeat(16);
        FakeRequest several =
                FakeRequest.authorization("Bearer " + KEY, "Bearer " + other).with("X-API-Key", "short", third);

        assertThat(texts.of(several)).containsExactly(KEY, other, third);
    }

    @Test
    void aUserIdIsFoundAndSoIsItsEncodedForm() {
        String encoded = Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(texts.of(FakeRequest.authorization("Basic " + encoded))).containsExactly(KEY, encoded);
        assertThat(texts.of(FakeRequest.authorization("Basic " + KEY)))
                .as("no user-id, but a key by its characters")
                .containsExactly(KEY);
    }

    @Test
    void whatIsTooLongForAKeyIsNone() {
        String longest = "a".repeat(KeyFormat.MAX_LENGTH);
        for (String scheme : List.of("Bearer ", "Basic ")) {
            assertThat(texts.of(FakeRequest.authorization(scheme + longest))).containsExactly(longest);
            assertThat(texts.of(FakeRequest.authorization(scheme + longest + "a")))
                    .isEmpty();
        }
    }

    @Test
    void otherSchemesHoldNoKey() {
        assertThat(texts.of(FakeRequest.authorization("Digest " + KEY, KEY))).isEmpty();
    }

    @Test
    void fieldsThatMayNotHoldAKeyAreNotRead() {
        PresentedTexts headerOnly = new PresentedTexts(FIELDS.withoutAuthorization());

        assertThat(headerOnly.of(request)).isEmpty();
        assertThat(headerOnly.of(FakeRequest.get("/").with("X-API-Key", KEY))).containsExactly(KEY);
        assertThat(texts.of(name -> null)).isEmpty();
    }

    @Test
    void aKeyIsFoundInAPathThatIsEncodedUpToFourTimes() {
        String path = KEY;
        assertThat(texts.areInPath("/" + path, request)).isTrue();
        for (int times = 1; times <= 4; times++) {
            path = URLEncoder.encode(path, StandardCharsets.UTF_8);
            assertThat(texts.areInPath("/" + path, request))
                    .as("encoded %d times", times)
                    .isTrue();
        }
        assertThat(texts.areInPath("/" + URLEncoder.encode(path, StandardCharsets.UTF_8), request))
                .isFalse();
        assertThat(texts.areInPath("/another%2Fpath/0123456789", request)).isFalse();
    }

    @Test
    void aPlusSignInAPathIsNoSpace() {
        String key = "abcdefgh+abcdefgh/";
        FakeRequest plus = FakeRequest.authorization("Bearer " + key);

        assertThat(texts.areInPath("/" + key.replace("/", "%2F"), plus)).isTrue();
        assertThat(texts.areInPath("/" + key.replace("/", "%2F").replace("+", "%2B"), plus))
                .isTrue();
    }

    @Test
    void aWronglyEncodedPathMayHoldAnything() {
        assertThat(texts.areInPath("/%zz/0123456789abcdef", request)).isTrue();
        assertThat(new PresentedTexts(CredentialFields.DEFAULT).areInPath("/%zz/0123456789abcdef", request))
                .isFalse();
    }
}
