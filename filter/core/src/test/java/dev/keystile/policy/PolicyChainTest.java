package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.AccountState;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChainTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String APP = "https://app.example.com";
    private static final Requirement WRITE = PolicyFixture.route(Access.SECRET, "write");

    private final FakeRequest browser = FakeRequest.get("/").from("192.0.2.1").with("Origin", APP);
    private final FakeRequest server = FakeRequest.get("/").from("192.0.2.1");

    private static PolicyChain chain(boolean browserSecretKeys) {
        return PolicyChain.of(browserSecretKeys, TrustedProxies.NONE, List.of(), () -> NOON);
    }

    private static ApiKey bound(KeyType type) {
        ApiKey key = TestKeys.record(TestKeys.text(type), Scopes.of(List.of()));
        Restrictions restrictions = type == KeyType.SECRET
                ? Restrictions.of(null, List.of())
                : Restrictions.of(List.of("https://other.example.com"), null);
        return key.edited("", key.scopes(), restrictions);
    }

    @Test
    void keyAccountBrowserTypeOriginNetworkScopesInThisOrder() {
        ApiKey secret = bound(KeyType.SECRET);
        KnownKey active = KnownKey.of(secret);
        KnownKey publishable = KnownKey.of(bound(KeyType.PUBLISHABLE));
        KnownKey reader = PolicyFixture.secret("read");

        assertThat(refusal(browser, KnownKey.of(secret.revokedAt(NOON)))).isEqualTo(DenyReason.REVOKED_KEY);
        assertThat(refusal(browser, KnownKey.of(secret.endingAt(NOON)))).isEqualTo(DenyReason.EXPIRED_KEY);
        assertThat(refusal(browser, KnownKey.of(suspended()))).isEqualTo(DenyReason.ACCOUNT_SUSPENDED);
        assertThat(refusal(browser, active)).isEqualTo(DenyReason.SECRET_KEY_IN_BROWSER);
        assertThat(refusal(browser, publishable)).isEqualTo(DenyReason.SECRET_KEY_REQUIRED);
        assertThat(chain(false).refusal(server, publishable, PolicyFixture.route(Access.PUBLISHABLE)))
                .isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
        assertThat(refusal(server, active)).isEqualTo(DenyReason.IP_NOT_ALLOWED);
        assertThat(refusal(server, reader)).isEqualTo(DenyReason.INSUFFICIENT_SCOPE);
        assertThat(refusal(server, PolicyFixture.secret("write"))).isNull();
    }

    private static ApiKey suspended() {
        return TestKeys.record(TestKeys.text(KeyType.SECRET), AccountState.SUSPENDED);
    }

    private static Refusal refusal(FakeRequest request, KnownKey key) {
        return chain(false).refusal(request, key, WRITE);
    }

    @Test
    void secretKeysFromBrowsersCanBeAllowed() {
        KnownKey key = PolicyFixture.secret("write");

        assertThat(chain(true).refusal(browser, key, WRITE)).isNull();
        assertThat(chain(false).refusal(browser, key, WRITE)).isEqualTo(DenyReason.SECRET_KEY_IN_BROWSER);
    }

    @Test
    void whereTheKeyWasCheckedBeforeOnlyTypeAndScopesCount() {
        PolicyChain chain = chain(false);
        KnownKey revoked = KnownKey.of(bound(KeyType.SECRET).revokedAt(NOON));

        assertThat(chain.refusalOnRoute(browser, revoked, PolicyFixture.route(Access.SECRET)))
                .isNull();
        assertThat(chain.refusalOnRoute(server, PolicyFixture.secret("read"), WRITE))
                .isEqualTo(DenyReason.INSUFFICIENT_SCOPE);
        assertThat(chain.refusalOnRoute(server, PolicyFixture.publishable(), WRITE))
                .isEqualTo(DenyReason.SECRET_KEY_REQUIRED);
    }

    @Test
    void theStateOfTheKeyAndOfItsAccountCountWithoutARequest() {
        PolicyChain chain = chain(false);
        ApiKey key = bound(KeyType.SECRET);

        assertThat(chain.refusalOfState(KnownKey.of(key))).isNull();
        assertThat(chain.refusalOfState(KnownKey.of(key.endingAt(NOON)))).isEqualTo(DenyReason.EXPIRED_KEY);
        assertThat(chain.refusalOfState(KnownKey.of(key.revokedAt(NOON)))).isEqualTo(DenyReason.REVOKED_KEY);
        assertThat(chain.refusalOfState(KnownKey.of(suspended()))).isEqualTo(DenyReason.ACCOUNT_SUSPENDED);
        assertThat(chain.refusalOfState(KnownKey.of(suspended().revokedAt(NOON))))
                .isEqualTo(DenyReason.REVOKED_KEY);
    }

    @Test
    void withoutPoliciesOfTheApplicationTheRefusalsAreTheBuiltInOnes() {
        assertThat(chain(false).refusals()).containsExactly(DenyReason.values());
    }
}
