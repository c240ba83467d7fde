package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.request.FakeRequest;
import dev.keystile.route.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTypePolicyTest {

    private final KeyTypePolicy policy = new KeyTypePolicy();

    private Refusal refusal(KnownKey key, Access access) {
        return policy.refusal(FakeRequest.get("/"), key, PolicyFixture.route(access));
    }

    @ParameterizedTest
    @EnumSource
    void onlySecretAndDelegatedRoutesNeedASecretKey(Access access) {
        boolean needed = access == Access.SECRET || access == Access.DELEGATED;
        assertThat(refusal(PolicyFixture.publishable(), access))
                .isEqualTo(needed ? DenyReason.SECRET_KEY_REQUIRED : null);
        assertThat(refusal(PolicyFixture.unrestricted(), access)).isNull();
    }
}
