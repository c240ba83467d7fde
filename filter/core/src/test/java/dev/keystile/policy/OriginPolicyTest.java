package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.request.FakeRequest;
import dev.keystile.route.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginPolicyTest {

    private static final String APP = "https://app.example.com";
    private static final String OTHER = "https://other.example.com";

    private final OriginPolicy policy = new OriginPolicy();
    private final KnownKey bound = PolicyFixture.bound(KeyType.PUBLISHABLE, List.of(APP), null);

    private Refusal refusal(KnownKey key, String... origins) {
        FakeRequest request = FakeRequest.get("/");
        return policy.refusal(
                origins.length == 0 ? request : request.with("Origin", origins), key, Requirement.UNMATCHED);
    }

    @Test
    void aBoundKeyComesFromItsOriginsOnly() {
        assertThat(refusal(bound, APP)).isNull();
        assertThat(refusal(bound, OTHER)).isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
        assertThat(refusal(bound)).isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
        assertThat(refusal(bound, APP, APP)).isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
    }

    @Test
    void anEmptyListAllowsNothing() {
        KnownKey nowhere = PolicyFixture.bound(KeyType.PUBLISHABLE, List.of(), null);

        assertThat(refusal(nowhere, APP)).isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
        assertThat(refusal(nowhere)).isEqualTo(DenyReason.ORIGIN_NOT_ALLOWED);
    }

    @Test
    void aKeyThatIsNotBoundComesFromAnywhere() {
        assertThat(refusal(PolicyFixture.publishable())).isNull();
        assertThat(refusal(PolicyFixture.publishable(), APP, OTHER)).isNull();
    }

    @Test
    void aGatewayHasCheckedTheOriginOfWhatItAsserts() {
        assertThat(refusal(KnownKey.asserted(bound.identity()), OTHER)).isNull();
    }
}
