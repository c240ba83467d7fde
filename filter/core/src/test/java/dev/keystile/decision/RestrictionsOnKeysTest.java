package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.INSUFFICIENT_SCOPE;
import static dev.keystile.policy.DenyReason.IP_NOT_ALLOWED;
import static dev.keystile.policy.DenyReason.ORIGIN_NOT_ALLOWED;
import static dev.keystile.policy.DenyReason.REVOKED_KEY;
import static dev.keystile.policy.DenyReason.SECRET_KEY_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictionsOnKeysTest extends AuthenticatorFixture {

    private static final String OTHER = "https://other.example";
    private static final String INSIDE = "10.1.2.3";
    private static final String OUTSIDE = "192.0.2.1";

    private final String onApp = issue(KeyType.PUBLISHABLE, List.of(APP, "http://localhost:3000"), null);
    private final String bound = issue(KeyType.SECRET, null, List.of("10.0.0.0/8", "::1"));

    private String issue(KeyType type, @Nullable List<String> origins, @Nullable List<String> networks) {
        String key = TestKeys.text(type);
        memory.put(bound(TestKeys.record(key), origins, networks));
        return key;
    }

    @Test
    void aKeyBoundToOriginsComesFromThese() {
        assertGranted(page(onApp, APP), onApp);
        assertGranted(page(onApp, "http://localhost:3000"), onApp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", OTHER, "https://APP.example.com", "https://app.example.com.other.example"})
    void aKeyBoundToOriginsComesFromNoOther(String origin) {
        assertDenied(page(onApp, origin), ORIGIN_NOT_ALLOWED);
    }

    @Test
    void aRequestThatNamesNoOriginOrTwoIsFromNone() {
        assertDenied(page(onApp), ORIGIN_NOT_ALLOWED);
        assertDenied(page(onApp, APP, OTHER), ORIGIN_NOT_ALLOWED);
        assertDenied(page(onApp, OTHER, APP), ORIGIN_NOT_ALLOWED);
        assertDenied(page(onApp, APP, APP), ORIGIN_NOT_ALLOWED);
    }

    @Test
    void aKeyThatIsNotBoundComesFromAnywhere() {
        assertGranted(page(publishable), publishable);
        assertGranted(page(publishable, APP, OTHER), publishable);
        assertGranted(server(secret, "nowhere"), secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {INSIDE, "::ffff:10.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void aKeyBoundToNetworksComesFromThese(String address) {
        assertGranted(server(bound, address), bound);
    }

    @ParameterizedTest
    @ValueSource(strings = {OUTSIDE, "127.0.0.1", "::", "::10.1.2.3", "", "/run/app.sock"})
    void aKeyBoundToNetworksComesFromNoOther(String address) {
        assertDenied(server(bound, address), IP_NOT_ALLOWED);
    }

    @Test
    void anEmptyListAllowsNothing() {
        String noOrigin = issue(KeyType.PUBLISHABLE, List.of(), null);
        String noNetwork = issue(KeyType.SECRET, null, List.of());

        assertDenied(page(noOrigin, APP), ORIGIN_NOT_ALLOWED);
        assertDenied(page(noOrigin), ORIGIN_NOT_ALLOWED);
        assertDenied(server(noNetwork, INSIDE), IP_NOT_ALLOWED);
    }

    @Test
    void theyHoldOnEveryRouteThatLooksAtTheKey() {
        for (String path : List.of("/optional", "/publishable", "/mixed")) {
            assertDenied(authenticator.decide(request(path, onApp, INSIDE, OTHER)), ORIGIN_NOT_ALLOWED);
        }
        for (String path : List.of("/optional", "/publishable", "/secret", "/read", "/unmatched")) {
            assertDenied(authenticator.decide(request(path, bound, OUTSIDE)), IP_NOT_ALLOWED);
        }
        assertOpen(authenticator.decide(request("/public", bound, OUTSIDE)));
    }

    @Test
    void theyComeBetweenTheKeysTypeAndItsScopes() {
        assertDenied(authenticator.decide(request("/write", onApp, INSIDE, OTHER)), SECRET_KEY_REQUIRED);
        assertDenied(authenticator.decide(request("/write", boundReader, OUTSIDE)), IP_NOT_ALLOWED);
        assertDenied(authenticator.decide(request("/write", boundReader, INSIDE)), INSUFFICIENT_SCOPE);
    }

    @Test
    void aRevokedKeyIsRevokedWhereverItComesFrom() {
        memory.put(bound(TestKeys.record(bound), null, List.of("10.0.0.0/8")).revokedAt(NOON));

        assertDenied(server(bound, OUTSIDE), REVOKED_KEY);
    }

    @Test
    void aRefusalTellsWhoseKeyItWas() {
        assertThat(server(bound, OUTSIDE).identity()).contains(identity(bound));
        assertThat(page(onApp, OTHER).identity()).contains(identity(onApp));
        assertThat(heard).extracting(Decision::route).containsExactly("/secret", "/publishable");
    }

    @Test
    void whatAClientForwardsCountsBehindATrustedProxyOnly() {
        FakeRequest claim = request("/secret", bound, OUTSIDE).with("X-Forwarded-For", INSIDE);
        FakeRequest relayed = request("/secret", bound, INSIDE).with("X-Forwarded-For", INSIDE + ", 203.0.113.9");
        Authenticator behind = builder()
                .policies(policies(false, new TrustedProxies(List.of(Network.parse(OUTSIDE), Network.parse(INSIDE)))))
                .build();

        assertDenied(authenticator.decide(claim), IP_NOT_ALLOWED);
        assertGranted(behind.decide(claim), bound);
        assertGranted(authenticator.decide(relayed), bound);
        assertDenied(behind.decide(relayed), IP_NOT_ALLOWED);
    }

    @Test
    void aNewRestrictionHoldsForTheNextRequest() {
        assertGranted(page(publishable, OTHER), publishable);

        memory.put(bound(TestKeys.record(publishable), List.of(APP), null));

        assertDenied(page(publishable, OTHER), ORIGIN_NOT_ALLOWED);
    }

    @Test
    void aDispatchFollowsTheIdentityThatWasEstablished() {
        FakeRequest request = request("/public", boundReader, OUTSIDE);
        KnownKey caller = ((Decision.Granted) authenticator
                        .decide(request("/read", boundReader, INSIDE))
                        .await())
                .key();

        assertThat(authenticator.decideDispatch(request, "/read", null, caller)).isInstanceOf(Decision.Granted.class);
        assertDenied(authenticator.decideDispatch(request, "/write", null, caller), INSUFFICIENT_SCOPE);
        assertDenied(authenticator.decideDispatch(request, "/read", null, null), IP_NOT_ALLOWED);
    }

    private Decision page(String key, String... origins) {
        return authenticator
                .decide(request("/publishable", key, OUTSIDE, origins))
                .await();
    }

    private Decision server(String key, String address) {
        return authenticator.decide(request("/secret", key, address)).await();
    }

    private static FakeRequest request(String path, String key, String address, String... origins) {
        FakeRequest request = FakeRequest.get(path).bearer(key).from(address);
        return origins.length == 0 ? request : request.with("Origin", origins);
    }
}
