package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import dev.keystile.route.Access;
import dev.keystile.route.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopePolicyTest {

    private final ScopePolicy policy = new ScopePolicy();

    private Refusal refusal(KnownKey key, Requirement route) {
        return policy.refusal(FakeRequest.get("/"), key, route);
    }

    @Test
    void aSecretKeyNeedsAllScopesOfTheRoute() {
        Requirement both = PolicyFixture.route(Access.SECRET, "read", "write");

        assertThat(refusal(PolicyFixture.secret("read", "write", "other"), both))
                .isNull();
        assertThat(refusal(PolicyFixture.secret("read"), both)).isEqualTo(DenyReason.INSUFFICIENT_SCOPE);
        assertThat(refusal(PolicyFixture.secret(), both)).isEqualTo(DenyReason.INSUFFICIENT_SCOPE);
    }

    @Test
    void aKeyWithoutAListHasEveryScopeAndARouteWithoutScopesNeedsNone() {
        assertThat(refusal(PolicyFixture.unrestricted(), PolicyFixture.route(Access.SECRET, "write")))
                .isNull();
        assertThat(refusal(PolicyFixture.secret(), PolicyFixture.route(Access.SECRET)))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = EnumSource.Mode.EXCLUDE, names = "SECRET")
    void otherRoutesLookAtNoScopes(Access access) {
        assertThat(refusal(PolicyFixture.secret(), PolicyFixture.route(access, "write")))
                .isNull();
    }
}
