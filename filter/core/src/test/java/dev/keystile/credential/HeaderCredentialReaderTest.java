package dev.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.PresentedKey;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.HeaderFields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 10 to 13, also where an i in upper case has a dot. */
@ParameterizedClass
@ValueSource(strings = {"en", "tr"})
class HeaderCredentialReaderTest {

    private static final String KEY = TestKeys.text(KeyType.SECRET);
    private static final String OTHER = TestKeys.text(KeyType.SECRET);

    @Parameter
    private String language;

    private final Locale before = Locale.getDefault();
    private final CredentialReader reader =
            new HeaderCredentialReader(CredentialFields.DEFAULT.withHeaders("X-API-Key"));

    @BeforeEach
    void setLocale() {
        Locale.setDefault(Locale.forLanguageTag(language));
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    void aRequestWithoutCredentialIsAbsent() {
        assertThat(reader.read(FakeRequest.get("/"))).isEqualTo(Credential.Absent.ABSENT);
        assertThat(reader.read(name -> null)).isEqualTo(Credential.Absent.ABSENT);
        assertThat(reader.read(FakeRequest.get("/").with("Cookie", "key=" + KEY)))
                .isEqualTo(Credential.Absent.ABSENT);
    }

    @Test
    void theSchemeMayHaveAnyCaseAndAnySpacesAroundIt() {
        for (String value : List.of(
                "Bearer " + KEY,
                "bearer " + KEY,
                "BEARER " + KEY,
                "bEaReR    " + KEY,
                "  Bearer " + KEY,
                "\tBearer " + KEY + " \t",
                basic("Basic ", KEY + ":"),
                basic("BASIC ", KEY + ":"),
                basic("basic    ", KEY + ":"))) {
            assertPresented(FakeRequest.authorization(value));
        }
    }

    @Test
    void otherSchemesAreNotSupported() {
        for (String value : List.of(
                "",
                " ",
                KEY,
                "Bearer\t" + KEY,
                "Bearer:" + KEY,
                "Bearer\u00a0" + KEY,
                "Bearer\u2003" + KEY,
                "Bear\u200ber " + KEY,
                "Token " + KEY,
                "Bearers " + KEY,
                "Beare " + KEY,
                "\u212aearer " + KEY,
                basic("Ba\u017fic ", KEY + ":"),
                basic("Bas\u0131c ", KEY + ":"),
                basic("BAS\u0130C ", KEY + ":"),
                "Digest username=\"a\", realm=\"b\"",
                "Negotiate abc")) {
            assertRefused(FakeRequest.authorization(value), Credential.Invalid.UNSUPPORTED_SCHEME);
        }
    }

    @Test
    void aTokenIsReadUnchangedOrRefused() {
        for (String token : List.of(
                "",
                "\"" + KEY + "\"",
                "'" + KEY + "'",
                "<" + KEY + ">",
                "\t" + KEY,
                KEY + "\u0000",
                KEY + ";",
                KEY + " x",
                KEY + "\r\nX: y",
                KEY.replace("_", "%5F"),
                KEY.replace('s', '\uff53'),
                KEY + "\u00a0",
                KEY + "\u0080",
                KEY + "é",
                "=" + KEY,
                "===",
                KEY + "=x",
                "${jndi:ldap://x}",
                "\u001b[31m" + KEY,
                "SK_" + KEY.substring(3),
                "rk_live_abc",
                "sk_",
                "eyJhbGciOiJFUzI1NiJ9.e30.abc",
                "sk_" + "a".repeat(510))) {
            assertRefused(FakeRequest.authorization("Bearer " + token), Credential.Invalid.MALFORMED);
        }
    }

    @Test
    void foreignKeysArePresentedAsTheyAre() {
        for (String token : List.of("sk_live_4eC39Hq", "pk_a.b-c~d+e/f==", "sk_" + "a".repeat(509))) {
            Credential credential = reader.read(FakeRequest.authorization("Bearer " + token));
            assertThat(credential)
                    .isInstanceOfSatisfying(
                            Credential.Presented.class,
                            presented -> assertThat(presented.key().digest())
                                    .isEqualTo(PresentedKey.read(token).digest()));
        }
    }

    @Test
    void basicHoldsTheKeyAsUserIdAndAnEmptyPassword() {
        for (String userPass : List.of(
                KEY,
                KEY + ":x",
                KEY + "::",
                ":" + KEY,
                ":",
                "",
                "user:" + KEY,
                KEY + "\n:",
                "\0" + KEY + ":",
                " " + KEY + ":",
                KEY + "\u0080:",
                "é" + KEY + ":")) {
            assertRefused(FakeRequest.authorization(basic("Basic ", userPass)), Credential.Invalid.MALFORMED);
        }
        String nonUtf8 = Base64.getEncoder().encodeToString((KEY + "\u00e9:").getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(FakeRequest.authorization("Basic " + nonUtf8), Credential.Invalid.MALFORMED);
        String overlong = Base64.getEncoder().encodeToString(new byte[] {'s', 'k', (byte) 0xc1, (byte) 0x9f, 'a', ':'});
        assertRefused(FakeRequest.authorization("Basic " + overlong), Credential.Invalid.MALFORMED);
    }

    @Test
    void base64IsReadStrictly() {
        String good = encode(KEY + ":");
        for (String encoded : List.of(
                "",
                "====",
                good + "=",
                good + "====",
                good.substring(0, 8) + "\r\n" + good.substring(8),
                good.substring(0, 8) + " " + good.substring(8),
                good.substring(0, 8) + "-" + good.substring(9),
                good.substring(0, 8) + "_" + good.substring(9),
                good.substring(0, 8) + "é" + good.substring(9),
                "A".repeat(1025),
                encode("sk_" + "a".repeat(510) + ":"))) {
            assertRefused(FakeRequest.authorization("Basic " + encoded), Credential.Invalid.MALFORMED);
        }
    }

    @Test
    void twoCredentialsAreRefused() {
        for (FakeRequest headers : List.of(
                FakeRequest.authorization("Bearer " + KEY, "Bearer " + KEY),
                FakeRequest.authorization("Bearer " + KEY, ""),
                FakeRequest.authorization("Bearer " + KEY + ", Bearer " + KEY),
                FakeRequest.authorization("Bearer " + KEY + "," + basic("Basic ", KEY + ":")),
                FakeRequest.authorization(basic("Basic ", KEY + ":") + ", Bearer " + KEY),
                FakeRequest.authorization("Bearer " + KEY).with("x-api-key", OTHER),
                FakeRequest.authorization("Bearer " + KEY).with("x-api-key", "x"),
                FakeRequest.authorization("Bearer x").with("x-api-key", "x"),
                FakeRequest.authorization("Digest a=b").with("X-API-Key", KEY),
                FakeRequest.authorization("Bearer " + KEY).with("X-API-Key", ""),
                FakeRequest.get("/").with("X-API-Key", KEY, KEY),
                FakeRequest.get("/").with("X-API-Key", KEY + "," + KEY))) {
            assertRefused(headers, Credential.Invalid.MULTIPLE);
        }
    }

    @Test
    void spacesInFrontDoNotCountAsPartOfALongKey() {
        String credentials =
                Base64.getEncoder().encodeToString(("sk_" + "a".repeat(509) + ":").getBytes(StandardCharsets.UTF_8));
        FakeRequest request = FakeRequest.authorization(" ".repeat(400) + "Basic " + credentials);

        assertThat(new HeaderCredentialReader(CredentialFields.DEFAULT).read(request))
                .isInstanceOf(Credential.Presented.class);
    }

    @Test
    void anExtraHeaderThatBeginsWithACommaIsAList() {
        assertThat(new HeaderCredentialReader(CredentialFields.DEFAULT.withHeaders("X-API-Key"))
                        .read(FakeRequest.get("/").with("X-API-Key", ",sk_a")))
                .isEqualTo(Credential.Invalid.MULTIPLE);
    }

    @Test
    void theSameKeyInTwoFieldsIsOneCredential() {
        assertPresented(FakeRequest.authorization("Bearer " + KEY).with("X-API-Key", KEY));
        assertPresented(FakeRequest.authorization(basic("Basic ", KEY + ":")).with("X-API-Key", KEY));
        CredentialReader two = new HeaderCredentialReader(CredentialFields.DEFAULT.withHeaders("X-New", "X-Old"));
        assertThat(two.read(FakeRequest.get("/").with("X-Old", KEY).with("X-New", KEY)))
                .isInstanceOf(Credential.Presented.class);
        assertThat(two.read(FakeRequest.get("/").with("X-Old", KEY))).isInstanceOf(Credential.Presented.class);
        assertThat(two.read(FakeRequest.get("/").with("X-Old", KEY).with("X-New", OTHER)))
                .isEqualTo(Credential.Invalid.MULTIPLE);
    }

    @Test
    void anAuthorizationFieldOfTheApplicationIsNotRead() {
        CredentialReader ignoring = new HeaderCredentialReader(
                CredentialFields.DEFAULT.withHeaders("X-API-Key").withoutAuthorization());

        for (String value : List.of("Bearer " + OTHER, "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x", "Digest a=b", "")) {
            assertThat(ignoring.read(FakeRequest.authorization(value))).isEqualTo(Credential.Absent.ABSENT);
            assertThat(ignoring.readDelegated(FakeRequest.authorization(value, value)))
                    .isEqualTo(Credential.Absent.ABSENT);
            assertThat(ignoring.read(FakeRequest.authorization(value).with("X-API-Key", KEY)))
                    .isInstanceOf(Credential.Presented.class);
        }
    }

    @Test
    void onADelegatedRouteWhatIsNoKeyIsForeign() {
        for (String value : List.of(
                "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x",
                "Bearer 3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11",
                "Bearer desk_1",
                basic("Basic ", "user:password"),
                "Digest username=\"a\", realm=\"b\"",
                "Negotiate YII=",
                "")) {
            assertThat(reader.readDelegated(FakeRequest.authorization(value)))
                    .as(value)
                    .isEqualTo(Credential.Foreign.FOREIGN);
            assertThat(reader.readDelegated(FakeRequest.authorization(value).with("X-API-Key", KEY)))
                    .as(value)
                    .isEqualTo(Credential.Invalid.MULTIPLE);
        }
        assertThat(reader.readDelegated(FakeRequest.get("/"))).isEqualTo(Credential.Absent.ABSENT);
    }

    @Test
    void toAReaderWithoutForeignCredentialsADelegatedRouteIsLikeAnyOther() {
        CredentialReader own = fields -> Credential.Invalid.MALFORMED;

        assertThat(own.readDelegated(FakeRequest.get("/"))).isEqualTo(Credential.Invalid.MALFORMED);
    }

    @Test
    void onADelegatedRouteWhatBeginsAsAKeyMustBeOne() {
        assertThat(reader.readDelegated(FakeRequest.authorization("Bearer " + KEY)))
                .isInstanceOf(Credential.Presented.class);
        assertThat(reader.readDelegated(FakeRequest.authorization(basic("Basic ", KEY + ":"))))
                .isInstanceOf(Credential.Presented.class);
        assertThat(reader.readDelegated(FakeRequest.get("/").with("X-API-Key", KEY)))
                .isInstanceOf(Credential.Presented.class);
        for (FakeRequest headers : List.of(
                FakeRequest.authorization("Bearer " + KEY.substring(0, KEY.length() - 1) + "~"),
                FakeRequest.authorization("Bearer SK_demo_x"),
                FakeRequest.authorization("Bearer sk_"),
                FakeRequest.authorization(basic("Basic ", "sk_user:password")),
                FakeRequest.authorization(KEY),
                FakeRequest.authorization("Bearer x, Bearer " + KEY),
                FakeRequest.authorization("Bearer x", "Bearer y"),
                FakeRequest.get("/").with("X-API-Key", "eyJhbGciOiJFUzI1NiJ9.e30.x"))) {
            Credential credential = reader.readDelegated(headers);
            // A single character more is another key, which the store does not know.
            boolean refused = credential instanceof Credential.Invalid || credential instanceof Credential.Presented;
            assertThat(refused).as(String.valueOf(headers)).isTrue();
        }
    }

    @Test
    void theExtraHeaderHoldsABareKey() {
        assertPresented(FakeRequest.get("/").with("X-API-KEY", " " + KEY + "\t"));
        assertRefused(FakeRequest.get("/").with("X-API-Key", "Bearer " + KEY), Credential.Invalid.MALFORMED);
        assertRefused(FakeRequest.get("/").with("X-API-Key", ""), Credential.Invalid.MALFORMED);
    }

    @Test
    void disabledSchemesAndFieldsAreIgnored() {
        CredentialReader bearerOnly = new HeaderCredentialReader(new CredentialFields(true, false, List.of(), false));

        assertThat(bearerOnly.read(FakeRequest.authorization(basic("Basic ", KEY + ":"))))
                .isEqualTo(Credential.Invalid.UNSUPPORTED_SCHEME);
        assertThat(bearerOnly.read(FakeRequest.get("/").with("X-API-Key", KEY))).isEqualTo(Credential.Absent.ABSENT);
    }

    private void assertPresented(HeaderFields headers) {
        assertThat(reader.read(headers)).isInstanceOfSatisfying(Credential.Presented.class, presented -> {
            assertThat(presented.key().digest())
                    .isEqualTo(PresentedKey.read(KEY).digest());
            assertThat(presented.toString()).doesNotContain(KEY.substring(8, 41));
        });
    }

    private void assertRefused(FakeRequest headers, Credential.Invalid refused) {
        assertThat(reader.read(headers)).as(String.valueOf(headers)).isEqualTo(refused);
    }

    private static String basic(String scheme, String userPass) {
        return scheme + encode(userPass);
    }

    private static String encode(String userPass) {
        return Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }
}
