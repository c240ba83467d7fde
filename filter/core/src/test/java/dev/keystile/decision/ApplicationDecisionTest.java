package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.INSUFFICIENT_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.reply.Field;
import dev.keystile.request.FakeRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an application decides after the filter: refusals of its own, and error pages. */
class ApplicationDecisionTest extends AuthenticatorFixture {

    private final FakeRequest request = FakeRequest.get("/secret").bearer(secret);

    @Test
    void aRefusalIsThatOfTheRequestThatHasPassed() {
        Decision passed = authenticator.decide(request).await();

        Decision refused = authenticator.refuse(request, passed, INSUFFICIENT_SCOPE, Set.of("refund"));

        assertDenied(refused, INSUFFICIENT_SCOPE);
        assertThat(refused.requestId()).isEqualTo(passed.requestId());
        assertThat(refused.route()).isEqualTo("/secret");
        assertThat(refused.identity()).contains(identity(secret));
        assertThat(refused.fields())
                .extracting(Field::value)
                .contains("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"refund\"");
        assertThat(heard).containsExactly(passed, refused);
    }

    @Test
    void aRequestAboutWhichNothingWasDecidedCanBeRefusedToo() {
        Decision refused =
                authenticator.refuse(request.with("X-Request-Id", "r-1"), null, INSUFFICIENT_SCOPE, Set.of());

        assertDenied(refused, INSUFFICIENT_SCOPE);
        assertThat(refused.requestId()).isEqualTo("r-1");
        assertThat(refused.route()).isEqualTo("unmatched");
        assertThat(refused.identity()).isEmpty();
    }

    @Test
    void anErrorPageOfTheContainerPasses() {
        Decision page = authenticator.openErrorPage(FakeRequest.get("//").with("X-Request-Id", "r-1"));

        assertOpen(page);
        assertThat(page.requestId()).isEqualTo("r-1");
        assertThat(page.route()).isEqualTo("unmatched");
        assertThat(heard).as("which is not the decision about a request").isEmpty();
    }
}
