package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.policy.DenyReason;
import dev.keystile.request.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionListenerTest extends AuthenticatorFixture {

    private final DecisionListener broken = decision -> {
        throw new IllegalStateException("meter is closed");
    };
    private final DecisionListener outdated = decision -> {
        throw new NoSuchMethodError("a meter of another version");
    };

    @Test
    void everyDecisionIsHeardOfOnceWithThePatternAndNotThePath() {
        authenticator.decide(FakeRequest.get("/secret").bearer(secret)).await();
        authenticator.decide(FakeRequest.get("/public"));
        authenticator.decide(FakeRequest.get("/whatever-a-client-sends"));
        authenticator.decide(FakeRequest.get("//"));
        authenticator.decide(FakeRequest.of("TRACE", "/public"));

        assertThat(heard)
                .extracting(Decision::route)
                .containsExactly("/secret", "/public", "unmatched", "unmatched", "unmatched");
        assertThat(heard).extracting(Decision::requestId).doesNotHaveDuplicates();
        assertThat(heard.get(0)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void aListenerThatThrowsChangesNoDecision() {
        for (DecisionListener listener : List.of(broken, outdated)) {
            Authenticator deaf = builder().listener(listener).build();

            assertGranted(deaf.decide(FakeRequest.get("/secret").bearer(secret)), secret);
            assertDenied(deaf.decide(FakeRequest.get("/secret").bearer(unknown)), DenyReason.UNKNOWN_KEY);
        }
    }

    @Test
    void aListenerThatThrowsKeepsNothingFromTheNext() {
        List<String> routes = new ArrayList<>();
        DecisionListener audit = decision -> routes.add(decision.route());
        Authenticator deaf = builder().listener(broken.and(outdated).and(audit)).build();

        deaf.decide(FakeRequest.get("/public"));

        assertThat(routes).containsExactly("/public");
    }

    @Test
    void twoListenersHearInTheirOrder() {
        List<String> order = new ArrayList<>();
        DecisionListener first = decision -> order.add("first");

        first.and(decision -> order.add("second")).decided(SampleDecisions.open());

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void noneIsLeftOut() {
        assertThat(DecisionListener.NONE.and(broken)).isSameAs(broken);
    }
}
