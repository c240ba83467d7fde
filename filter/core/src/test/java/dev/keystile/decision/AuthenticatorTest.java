package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.AMBIGUOUS_PATH;
import static dev.keystile.policy.DenyReason.EXAMPLE_KEY;
import static dev.keystile.policy.DenyReason.EXPIRED_KEY;
import static dev.keystile.policy.DenyReason.INSUFFICIENT_SCOPE;
import static dev.keystile.policy.DenyReason.MALFORMED_KEY;
import static dev.keystile.policy.DenyReason.METHOD_NOT_ALLOWED;
import static dev.keystile.policy.DenyReason.MISSING_KEY;
import static dev.keystile.policy.DenyReason.MULTIPLE_CREDENTIALS;
import static dev.keystile.policy.DenyReason.REVOKED_KEY;
import static dev.keystile.policy.DenyReason.ROUTE_CLOSED;
import static dev.keystile.policy.DenyReason.SECRET_KEY_REQUIRED;
import static dev.keystile.policy.DenyReason.STORE_UNAVAILABLE;
import static dev.keystile.policy.DenyReason.UNKNOWN_KEY;
import static dev.keystile.policy.DenyReason.UNSUPPORTED_SCHEME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.ExampleKeys;
import dev.keystile.key.KeyType;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.reply.Field;
import dev.keystile.request.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticatorTest extends AuthenticatorFixture {

    @Test
    void whatEachRouteTakes() {
        for (String key : List.of(secret, publishable)) {
            assertOpen(get("/public").bearer(key));
            assertGranted(decide(get("/optional").bearer(key)), key);
            assertGranted(decide(get("/publishable").bearer(key)), key);
            assertDenied(decide(get("/denied").bearer(key)), ROUTE_CLOSED);
        }
        assertGranted(decide(get("/secret").bearer(secret)), secret);
        assertGranted(decide(get("/unmatched").bearer(secret)), secret);
        assertDenied(decide(get("/secret").bearer(publishable)), SECRET_KEY_REQUIRED);
        assertDenied(decide(get("/unmatched").bearer(publishable)), SECRET_KEY_REQUIRED);
        assertDenied(decide(FakeRequest.of("POST", "/mixed").bearer(publishable)), SECRET_KEY_REQUIRED);
    }

    @Test
    void withoutAKeyOnlyPublicAndOptionalRoutesAreOpen() {
        assertOpen(get("/public"));
        assertOpen(get("/optional"));
        for (String path : List.of("/publishable", "/secret", "/unmatched", "/write")) {
            assertDenied(decide(get(path)), MISSING_KEY);
        }
    }

    @Test
    void aPublicRouteLooksAtNoCredential() {
        storeIsDown = true;
        for (String value : List.of("", "garbage", "Bearer " + unknown, "Bearer " + revoked, "Basic x")) {
            assertOpen(get("/public").with("Authorization", value, value));
        }
    }

    @Test
    void aBadCredentialIsRefusedWhereNoneWouldBeFine() {
        assertDenied(decide(get("/optional").bearer(unknown)), UNKNOWN_KEY);
        assertDenied(decide(get("/optional").bearer("x")), MALFORMED_KEY);
        assertDenied(decide(get("/optional").with("Authorization", "Digest x")), UNSUPPORTED_SCHEME);
        assertDenied(decide(get("/optional").bearer(expired)), EXPIRED_KEY);
    }

    @Test
    void theFormOfACredentialIsCheckedBeforeTheStore() {
        storeIsDown = true;
        String mistyped = secret.substring(0, secret.length() - 1) + (secret.endsWith("0") ? '1' : '0');

        assertDenied(decide(get("/secret").bearer(mistyped)), MALFORMED_KEY);
        assertDenied(decide(get("/secret").with("Authorization", "Digest x")), UNSUPPORTED_SCHEME);
        assertDenied(decide(get("/secret").bearer(secret).with("X-API-Key", unknown)), MULTIPLE_CREDENTIALS);
        assertDenied(decide(get("/secret").bearer(secret).with("X-API-Key", secret)), STORE_UNAVAILABLE);
        assertDenied(decide(get("/secret").bearer(secret)), STORE_UNAVAILABLE);
        assertDenied(decide(get("/secret").bearer(unknown)), STORE_UNAVAILABLE);
    }

    @Test
    void theHolderOfTheExactKeyLearnsWhatBecameOfIt() {
        assertDenied(decide(get("/secret").bearer(unknown)), UNKNOWN_KEY);
        assertDenied(decide(get("/secret").bearer(expired)), EXPIRED_KEY);
        assertDenied(decide(get("/secret").bearer(revoked)), REVOKED_KEY);
        assertDenied(decide(get("/secret").bearer(ExampleKeys.SECRET)), EXAMPLE_KEY);
        assertDenied(decide(get("/optional").bearer(ExampleKeys.PUBLISHABLE)), EXAMPLE_KEY);
    }

    @Test
    void expiryIsCheckedOnEachRequestAndNotWhenTheKeyIsLoaded() {
        now = NOON.minusMillis(1);
        assertThat(decide(get("/secret").bearer(expired))).isInstanceOf(Decision.Granted.class);
        now = NOON;
        assertDenied(decide(get("/secret").bearer(expired)), EXPIRED_KEY);
        now = NOON.minusMillis(1);
        assertThat(decide(get("/secret").bearer(expired))).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void aKeyLosesItsRightsTheMomentItsRevocationIsReported() {
        assertGranted(decide(get("/secret").bearer(secret)), secret);
        memory.put(TestKeys.record(secret).revokedAt(NOON));
        assertDenied(decide(get("/secret").bearer(secret)), REVOKED_KEY);
    }

    @Test
    void aSecretKeyNeedsTheScopesOfTheRoute() {
        assertGranted(decide(get("/write").bearer(secret)), secret);
        assertThat(decide(get("/read").bearer(scoped))).isInstanceOf(Decision.Granted.class);
        assertThat(decide(get("/secret").bearer(scoped))).isInstanceOf(Decision.Granted.class);
        assertThat(decide(get("/write").bearer(scoped))).isInstanceOfSatisfying(Decision.Denied.class, denied -> {
            assertThat(denied.refusal()).isEqualTo(INSUFFICIENT_SCOPE);
            assertThat(denied.fields())
                    .extracting(Field::value)
                    .contains("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"write\"");
            assertThat(denied.known().scopes()).isEqualTo(Scopes.of(List.of("read")));
        });
    }

    @Test
    void aKeyWhosePrefixDoesNotAgreeWithTheStoresRecordIsUnknown() {
        String foreign = "pk_live_4eC39HqLyjWDarjtT1zdp7dc";
        memory.put(TestKeys.record(foreign));
        assertDenied(decide(get("/secret").bearer(foreign)), SECRET_KEY_REQUIRED);

        String misleading = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";
        memory.put(withType(misleading, KeyType.PUBLISHABLE));
        assertDenied(decide(get("/publishable").bearer(misleading)), UNKNOWN_KEY);
    }

    @Test
    void aPathThatServersReadDifferentlyIsRefusedWhateverTheRoute() {
        assertDenied(decide(get("/public/../secret").bearer(secret)), AMBIGUOUS_PATH);
        assertDenied(decide(get("//public")), AMBIGUOUS_PATH);
        assertDenied(decide(FakeRequest.decoded("/public", null)), AMBIGUOUS_PATH);
        assertDenied(decide(FakeRequest.decoded("/public%e0%80%ae", "/public/../secret")), AMBIGUOUS_PATH);
        assertDenied(decide(FakeRequest.decoded("/public", "")), AMBIGUOUS_PATH);
        assertOpen(FakeRequest.decoded("/%70ublic", "/public"));
        assertDenied(decide(FakeRequest.decoded("/public", "/secret")), MISSING_KEY);
    }

    @Test
    void traceIsRefusedBeforeAnythingElse() {
        for (String path : List.of("/public", "/denied", "//")) {
            assertDenied(decide(FakeRequest.of("TRACE", path).bearer(secret)), METHOD_NOT_ALLOWED);
        }
    }

    @Test
    void aDecisionShowsNothingOfTheKey() {
        for (String key : List.of(secret, unknown, expired, scoped)) {
            assertThat(decide(get("/write").bearer(key)).toString()).doesNotContain(key.substring(8, 41));
        }
        assertThat(decide(get("/write").bearer(unknown)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied ->
                                assertThat(denied.hint()).isEqualTo("sk_…" + unknown.substring(unknown.length() - 4)));
    }

    private static ApiKey withType(String text, KeyType type) {
        ApiKey key = TestKeys.record(text);
        return new ApiKey(
                key.id(),
                type,
                key.project(),
                "",
                key.digest(),
                null,
                key.scopes(),
                key.restrictions(),
                NOON,
                null,
                null);
    }

    private Decision decide(FakeRequest request) {
        return authenticator.decide(request).await();
    }

    private void assertOpen(FakeRequest request) {
        assertOpen(decide(request));
    }

    private static FakeRequest get(String path) {
        return FakeRequest.get(path);
    }
}
