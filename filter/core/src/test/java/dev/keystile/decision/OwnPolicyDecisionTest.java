package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.policy.Refusal;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An application's own policy, from its refusal to the response. */
class OwnPolicyDecisionTest extends AuthenticatorFixture {

    private static final Refusal PLAN =
            Refusal.of("plan_too_small", 403, "Not in your plan", "Upgrade to use reports.");

    private final Authenticator refusing = with(new Policy() {
        @Override
        public Refusal refusal(RequestView request, KnownKey key, Requirement route) {
            return route.route().equals("/read") ? PLAN : null;
        }

        @Override
        public Set<Refusal> refusals() {
            return Set.of(PLAN);
        }
    });

    private Authenticator with(Policy policy) {
        return builder().policies(policies(false, TrustedProxies.NONE, policy)).build();
    }

    @Test
    void itsRefusalIsAProblemDocument() {
        Decision decision =
                refusing.decide(FakeRequest.get("/read").bearer(secret)).await();

        assertDenied(decision, PLAN);
        assertThat(new String(((Decision.Denied) decision).body(), StandardCharsets.UTF_8))
                .contains("\"type\":\"urn:keystile:problem:plan_too_small\"")
                .contains("\"status\":403")
                .contains("\"detail\":\"Upgrade to use reports.\"");
        assertThat(decision.outcome()).isEqualTo("plan_too_small");
        assertThat(decision.fields()).extracting(field -> field.name()).doesNotContain("WWW-Authenticate");
        assertThat(heard).containsExactly(decision);
    }

    @Test
    void otherRoutesPass() {
        assertGranted(refusing.decide(FakeRequest.get("/secret").bearer(secret)), secret);
    }

    @Test
    void thePolicyIsCalledForADispatchToo() {
        KnownKey key = KnownKey.of(TestKeys.record(secret));

        assertDenied(refusing.decideDispatch(FakeRequest.get("/secret"), "/read", null, key), PLAN);
    }

    @Test
    void anExceptionIsARefusalAndNoPass() {
        Authenticator throwing = with((request, key, route) -> {
            throw new IllegalArgumentException("broken");
        });

        assertDenied(throwing.decide(FakeRequest.get("/secret").bearer(secret)), DenyReason.STORE_UNAVAILABLE);
        DecisionResult cached = throwing.decide(FakeRequest.get("/secret").bearer(secret));
        assertThat(cached).as("at once").isInstanceOf(Decision.class);
        assertDenied(cached, DenyReason.STORE_UNAVAILABLE);
        assertDenied(
                throwing.decideDispatch(
                        FakeRequest.get("/public"), "/secret", null, KnownKey.of(TestKeys.record(secret))),
                DenyReason.STORE_UNAVAILABLE);
        assertThat(heard).hasSize(3);
    }
}
