package dev.keystile.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictListenerTest extends AuthenticatorFixture {

    private final VerdictListener broken = (verdict, route, requestId) -> {
        throw new IllegalStateException("meter is closed");
    };
    private final VerdictListener outdated = (verdict, route, requestId) -> {
        throw new NoSuchMethodError("a meter of another version");
    };

    @Test
    void everyVerdictIsHeardOfOnceWithThePatternAndNotThePath() {
        authenticator.decide(FakeRequest.get("/secret").bearer(secret));
        authenticator.decide(FakeRequest.get("/public"));
        authenticator.decide(FakeRequest.get("/whatever-a-client-sends"));
        authenticator.decide(FakeRequest.get("//"));
        authenticator.decide(FakeRequest.of("TRACE", "/public"));

        assertThat(heard)
                .extracting(Heard::route)
                .containsExactly("/secret", "/public", "unmatched", "unmatched", "unmatched");
        assertThat(heard).extracting(Heard::requestId).containsOnly("req-1");
        assertThat(heard.get(0).verdict()).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aListenerThatThrowsChangesNoVerdict() {
        for (VerdictListener listener : List.of(broken, outdated)) {
            Authenticator deaf = authenticator(BrowserPolicy.DEFAULT, listener);

            assertGranted(deaf.decide(FakeRequest.get("/secret").bearer(secret)), secret);
            assertDenied(deaf.decide(FakeRequest.get("/secret").bearer(unknown)), DenyReason.UNKNOWN_KEY);
        }
    }

    @Test
    void aListenerThatThrowsKeepsNothingFromTheNext() {
        List<String> routes = new ArrayList<>();
        VerdictListener audit = (verdict, route, requestId) -> routes.add(route);
        Authenticator deaf =
                authenticator(BrowserPolicy.DEFAULT, broken.and(outdated).and(audit));

        deaf.decide(FakeRequest.get("/public"));

        assertThat(routes).containsExactly("/public");
    }

    @Test
    void noneIsLeftOut() {
        assertThat(VerdictListener.NONE.and(broken)).isSameAs(broken);
    }
}
