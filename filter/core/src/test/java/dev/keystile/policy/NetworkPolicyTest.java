package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.KeyType;
import dev.keystile.key.Network;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {

    private static final String INSIDE = "10.1.2.3";
    private static final String OUTSIDE = "192.0.2.7";

    private final NetworkPolicy policy = new NetworkPolicy(TrustedProxies.NONE);
    private final KnownKey bound = PolicyFixture.bound(KeyType.SECRET, null, List.of("10.0.0.0/8"));

    private static Refusal refusal(NetworkPolicy policy, KnownKey key, FakeRequest request) {
        return policy.refusal(request, key, Requirement.UNMATCHED);
    }

    @Test
    void aBoundKeyComesFromItsNetworksOnly() {
        assertThat(refusal(policy, bound, FakeRequest.get("/").from(INSIDE))).isNull();
        assertThat(refusal(policy, bound, FakeRequest.get("/").from(OUTSIDE))).isEqualTo(DenyReason.IP_NOT_ALLOWED);
        assertThat(refusal(policy, bound, FakeRequest.get("/").from(""))).isEqualTo(DenyReason.IP_NOT_ALLOWED);
    }

    @Test
    void anEmptyListAllowsNothing() {
        KnownKey nowhere = PolicyFixture.bound(KeyType.SECRET, null, List.of());

        assertThat(refusal(policy, nowhere, FakeRequest.get("/").from(INSIDE))).isEqualTo(DenyReason.IP_NOT_ALLOWED);
    }

    @Test
    void aKeyThatIsNotBoundComesFromAnywhere() {
        assertThat(refusal(
                        policy,
                        PolicyFixture.unrestricted(),
                        FakeRequest.get("/").from("nowhere")))
                .isNull();
    }

    @Test
    void aTrustedProxySaysWhereARequestComesFrom() {
        NetworkPolicy behind = new NetworkPolicy(new TrustedProxies(List.of(Network.parse(OUTSIDE))));
        FakeRequest relayed = FakeRequest.get("/").from(OUTSIDE).with("X-Forwarded-For", INSIDE);

        assertThat(refusal(behind, bound, relayed)).isNull();
        assertThat(refusal(policy, bound, relayed)).isEqualTo(DenyReason.IP_NOT_ALLOWED);
    }

    @Test
    void aGatewayHasCheckedTheNetworkOfWhatItAsserts() {
        KnownKey asserted = KnownKey.asserted(bound.identity());

        assertThat(refusal(policy, asserted, FakeRequest.get("/").from(OUTSIDE)))
                .isNull();
    }
}
