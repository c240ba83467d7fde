package dev.keystile.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Origin;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.Refusal;
import dev.keystile.request.FakeRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseFieldsTest {

    private static final String APP = "https://app.example.com";
    private static final Field PRIVATE = new Field("Cache-Control", "private", Field.Mode.DEFAULT);
    private static final Field ALLOW_APP = Field.set("Access-Control-Allow-Origin", APP);

    private final ResponseFields fields = new ResponseFields("api", CredentialFields.DEFAULT, null);
    private final ResponseFields withCors =
            new ResponseFields("api", CredentialFields.DEFAULT.withHeaders("X-API-Key"), Set.of(new Origin(APP)));
    private final FakeRequest request = FakeRequest.get("/");
    private final FakeRequest fromApp = FakeRequest.get("/").with("Origin", APP);

    /** The table of refusals: code, status, challenge, and what else the response has. */
    private static final String REFUSALS = """
            missing_key           | 401 | challenges |
            unsupported_scheme    | 401 | challenges |
            malformed_key         | 401 | challenges, invalid_token |
            unknown_key           | 401 | challenges, invalid_token |
            example_key           | 401 | challenges, invalid_token |
            expired_key           | 401 | challenges, invalid_token |
            revoked_key           | 401 | challenges, invalid_token |
            invalid_assertion     | 401 | challenges, invalid_token |
            multiple_credentials  | 400 | Bearer, invalid_request |
            ambiguous_path        | 400 | |
            secret_key_required   | 403 | Bearer, insufficient_scope |
            secret_key_in_browser | 403 | |
            origin_not_allowed    | 403 | |
            ip_not_allowed        | 403 | |
            preflight_refused     | 403 | |
            account_suspended     | 403 | |
            insufficient_scope    | 403 | Bearer, insufficient_scope |
            route_closed          | 403 | |
            method_not_allowed    | 405 | | Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
            store_unavailable     | 503 | | Retry-After: 1
            """;

    @ParameterizedTest
    @CsvSource(textBlock = REFUSALS, delimiter = '|')
    void aRefusalHasTheFieldsOfTheContract(String code, int status, String challenge, String other) {
        DenyReason reason = reason(code);
        assertThat(reason.status()).isEqualTo(status);
        List<Field> written = fields.ofRefusal(reason).of(request);

        assertThat(values(written, "Cache-Control")).containsExactly("no-store");
        assertThat(values(written, "X-Keystile-Error")).containsExactly(code);
        assertThat(values(written, "WWW-Authenticate")).containsExactlyElementsOf(challenges(challenge));
        List<String> rest = written.stream()
                .filter(field -> !Set.of("Cache-Control", "X-Keystile-Error", "WWW-Authenticate")
                        .contains(field.name()))
                .map(field -> field.name() + ": " + field.value())
                .toList();
        assertThat(rest).containsExactlyElementsOf(other == null ? List.of() : List.of(other));
    }

    @Test
    void everyBuiltInReasonIsInTheTable() {
        Set<String> inTable = REFUSALS.lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(DenyReason.values()).map(DenyReason::code)).hasSameElementsAs(inTable);
    }

    private static DenyReason reason(String code) {
        return Arrays.stream(DenyReason.values())
                .filter(reason -> reason.code().equals(code))
                .findAny()
                .orElseThrow();
    }

    private static List<String> challenges(String challenge) {
        if (challenge == null) {
            return List.of();
        }
        String[] parts = challenge.split(", ");
        String bearer = "Bearer realm=\"api\"" + (parts.length == 1 ? "" : ", error=\"" + parts[1] + "\"");
        return parts[0].equals("Bearer") ? List.of(bearer) : List.of(bearer, "Basic realm=\"api\", charset=\"UTF-8\"");
    }

    private static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    @Test
    void theDetailSaysHowAKeyIsSentAndWhatAKeyLooksLike() {
        ResponseFields headerOnly = new ResponseFields(
                "api", CredentialFields.DEFAULT.withHeaders("X-API-Key").withoutAuthorization(), null);
        ResponseFields otherFormats = new ResponseFields("api", CredentialFields.DEFAULT.withOtherFormats(), null);

        assertThat(headerOnly.detail(DenyReason.MISSING_KEY)).isEqualTo("Send your API key as \"X-API-Key: <key>\".");
        assertThat(otherFormats.detail(DenyReason.MALFORMED_KEY))
                .isEqualTo("This is not a whole API key: copy it again, from its first to its last character.");
        for (DenyReason reason : DenyReason.values()) {
            assertThat(fields.detail(reason)).isEqualTo(reason.detail());
        }
        assertThat(headerOnly.detail(DenyReason.MALFORMED_KEY)).isEqualTo(DenyReason.MALFORMED_KEY.detail());
        assertThat(otherFormats.detail(DenyReason.MISSING_KEY)).isEqualTo(DenyReason.MISSING_KEY.detail());
    }

    @Test
    void theScopesThatAreMissingAreNamed() {
        assertThat(values(
                        fields.ofRefusal(DenyReason.INSUFFICIENT_SCOPE, "read write")
                                .of(request),
                        "WWW-Authenticate"))
                .containsExactly("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"read write\"");
    }

    @Test
    void aBrowserIsNotOfferedBasic() {
        for (String field : List.of("Origin", "Sec-Fetch-Site")) {
            FakeRequest browser = FakeRequest.get("/").with(field, "x");
            assertThat(values(fields.ofRefusal(DenyReason.MISSING_KEY).of(browser), "WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"api\"");
        }
    }

    @Test
    void anApplicationsOwnRefusalHasItsCodeAndNoChallenge() {
        Refusal own = Refusal.of("plan_too_small", 403, "Not in your plan", "Upgrade.");

        assertThat(fields.ofRefusal(own).of(request))
                .containsExactly(
                        Field.set("Cache-Control", "no-store"), Field.set("X-Keystile-Error", "plan_too_small"));
    }

    @Test
    void aRequestWithAnIdentityIsKeptOutOfSharedCaches() {
        assertThat(fields.ofGranted(fromApp)).containsExactly(PRIVATE);
        assertThat(withCors.ofGranted(fromApp)).contains(PRIVATE, ALLOW_APP);
    }

    @Test
    void anOpenRequestHasCorsFieldsOnly() {
        assertThat(fields.ofOpen(fromApp)).isEmpty();
        assertThat(withCors.ofOpen(fromApp)).contains(ALLOW_APP).doesNotContain(PRIVATE);
    }

    @Test
    void codeInABrowserMayReadARefusal() {
        assertThat(withCors.ofRefusal(DenyReason.MISSING_KEY).of(fromApp))
                .contains(ALLOW_APP, Field.set("X-Keystile-Error", "missing_key"));
    }

    @Test
    void aPreflightHasTheFieldsOfCors() {
        assertThat(withCors.ofPreflight(fromApp))
                .contains(
                        ALLOW_APP, Field.set("Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key"));
    }
}
