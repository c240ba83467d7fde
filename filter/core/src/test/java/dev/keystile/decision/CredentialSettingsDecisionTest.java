package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.CredentialFields;
import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestIds;
import dev.keystile.reply.ResponseFields;
import dev.keystile.request.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the settings of credentials change about decisions. */
class CredentialSettingsDecisionTest extends AuthenticatorFixture {

    private static final String UUID = "3f2b8c1e-9d54-4a77-8a0e-2b1a0c7d9e11";
    private static final CredentialFields HEADER = CredentialFields.DEFAULT.withHeaders("X-API-Key");

    private Authenticator with(CredentialFields fields) {
        return builder()
                .credentials(fields)
                .responses(new ResponseFields("api", fields, null), ProblemDocument.DEFAULT_BASE)
                .build();
    }

    @Test
    void aKeyInAnotherFormatHasTheTypeOfItsRecord() {
        memory.put(TestKeys.record(UUID));
        Authenticator authenticator = with(HEADER.withOtherFormats());

        assertGranted(authenticator.decide(FakeRequest.get("/secret").with("X-API-Key", UUID)), UUID);
        assertGranted(authenticator.decide(FakeRequest.get("/secret").bearer(UUID)), UUID);
        assertDenied(
                authenticator.decide(FakeRequest.get("/secret").bearer(UUID).with("Origin", APP)),
                DenyReason.SECRET_KEY_IN_BROWSER);
        assertDenied(
                authenticator.decide(FakeRequest.get("/secret").bearer(UUID.replace('1', '2'))),
                DenyReason.UNKNOWN_KEY);
        assertDenied(with(HEADER).decide(FakeRequest.get("/secret").bearer(UUID)), DenyReason.MALFORMED_KEY);
    }

    @Test
    void aRequestIdThatIsTheKeyIsReplaced() {
        Decision decision = with(HEADER.withOtherFormats())
                .decide(FakeRequest.get("/secret").bearer(UUID).with(RequestIds.HEADER, "x-" + UUID))
                .await();

        assertThat(decision.requestId()).doesNotContain(UUID);
        assertThat(with(HEADER.withOtherFormats())
                        .decide(FakeRequest.get("/secret").with(RequestIds.HEADER, "x-" + UUID))
                        .await()
                        .requestId())
                .isEqualTo("x-" + UUID);
    }

    @Test
    void whereAuthorizationIsTheApplicationsTheChallengeNamesTheField() {
        Authenticator authenticator = with(HEADER.withoutAuthorization());

        assertGranted(
                authenticator.decide(FakeRequest.get("/secret")
                        .with("Authorization", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x")
                        .with("X-API-Key", secret)),
                secret);
        Decision.Denied denied = (Decision.Denied)
                authenticator.decide(FakeRequest.get("/secret").bearer(secret)).await();
        assertThat(denied.refusal()).isEqualTo(DenyReason.MISSING_KEY);
        assertThat(challenges(denied)).containsExactly("ApiKey realm=\"api\", header=\"X-API-Key\"");
        assertThat(new String(denied.body(), StandardCharsets.UTF_8))
                .contains("Send your API key as \\\"X-API-Key: <key>\\\".");
        assertThat(challenges(authenticator
                        .decide(FakeRequest.get("/secret").with("X-API-Key", unknown))
                        .await()))
                .containsExactly("ApiKey realm=\"api\", header=\"X-API-Key\", error=\"invalid_token\"");
    }

    @Test
    void aDelegatedRouteLeavesOtherCredentialsToTheApplication() {
        for (String value : List.of("Bearer eyJhbGciOiJFUzI1NiJ9.e30.x", "Digest a=b, c=d", "Basic dTpw")) {
            assertOpen(authenticator.decide(FakeRequest.get("/delegated").with("Authorization", value)));
            assertDenied(
                    authenticator.decide(FakeRequest.get("/delegated")
                            .with("Authorization", value)
                            .with("X-API-Key", secret)),
                    DenyReason.MULTIPLE_CREDENTIALS);
            assertGranted(
                    with(HEADER.withoutAuthorization())
                            .decide(FakeRequest.get("/delegated")
                                    .with("Authorization", value)
                                    .with("X-API-Key", secret)),
                    secret);
        }
        assertOpen(authenticator.decide(FakeRequest.get("/delegated")));
        assertOpen(authenticator.decide(FakeRequest.of("OPTIONS", "/delegated")));
    }

    @Test
    void aKeyOnADelegatedRouteMustBeAGoodSecretKey() {
        assertGranted(authenticator.decide(FakeRequest.get("/delegated").bearer(secret)), secret);
        assertGranted(authenticator.decide(FakeRequest.get("/delegated").with("X-API-Key", secret)), secret);
        assertRefused(publishable, DenyReason.SECRET_KEY_REQUIRED);
        assertRefused(unknown, DenyReason.UNKNOWN_KEY);
        assertRefused(revoked, DenyReason.REVOKED_KEY);
        assertRefused(expired, DenyReason.EXPIRED_KEY);
        assertRefused(suspended, DenyReason.ACCOUNT_SUSPENDED);
        assertRefused(secret + "~", DenyReason.UNKNOWN_KEY);
        assertRefused(secret.replace('_', ' '), DenyReason.MALFORMED_KEY);
        storeIsDown = true;
        assertRefused(TestKeys.text(KeyType.SECRET), DenyReason.STORE_UNAVAILABLE);
    }

    private void assertRefused(String key, DenyReason reason) {
        assertDenied(authenticator.decide(FakeRequest.get("/delegated").with("X-API-Key", key)), reason);
        if (key.startsWith("sk_") || key.startsWith("pk_")) {
            assertDenied(authenticator.decide(FakeRequest.get("/delegated").bearer(key)), reason);
        }
    }

    @Test
    void otherFormatsCountOnADelegatedRouteInTheirOwnFieldsOnly() {
        memory.put(TestKeys.record(UUID));
        Authenticator authenticator = with(HEADER.withOtherFormats());

        assertGranted(authenticator.decide(FakeRequest.get("/delegated").with("X-API-Key", UUID)), UUID);
        assertOpen(authenticator.decide(FakeRequest.get("/delegated").bearer(UUID)));
        assertDenied(
                authenticator.decide(FakeRequest.get("/delegated").with("X-API-Key", UUID.replace('1', '2'))),
                DenyReason.UNKNOWN_KEY);
    }

    @Test
    void aDispatchIsDecidedByTheTarget() {
        FakeRequest foreign = FakeRequest.get("/delegated").with("Authorization", "Bearer eyJhbGciOiJFUzI1NiJ9.e30.x");
        Decision open = authenticator.decide(foreign).await();

        assertOpen(authenticator.decideDispatch(foreign, "/delegated", open, null));
        assertDenied(authenticator.decideDispatch(foreign, "/secret", open, null), DenyReason.MALFORMED_KEY);
        KnownKey publishableKey = KnownKey.of(TestKeys.record(publishable));
        assertDenied(
                authenticator.decideDispatch(FakeRequest.get("/"), "/delegated", open, publishableKey),
                DenyReason.SECRET_KEY_REQUIRED);
        assertDenied(
                authenticator.decideDispatch(FakeRequest.get("/").bearer(unknown), "/delegated", open, null),
                DenyReason.UNKNOWN_KEY);
    }

    @Test
    void preflightsAreAsOnPublishableRoutes() {
        FakeRequest preflight = FakeRequest.of("OPTIONS", "/delegated")
                .with("Origin", APP)
                .with("Access-Control-Request-Method", "GET");

        assertThat(builder().handlePreflights(true).build().decide(preflight).await())
                .isInstanceOf(Decision.Preflight.class);
    }

    private static List<String> challenges(Decision decision) {
        return decision.fields().stream()
                .filter(field -> field.name().equals("WWW-Authenticate"))
                .map(Field::value)
                .toList();
    }
}
