package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.credential.CredentialFields;
import dev.keystile.key.Origin;
import dev.keystile.policy.DenyReason;
import dev.keystile.reply.Field;
import dev.keystile.reply.ProblemDocument;
import dev.keystile.reply.RequestId;
import dev.keystile.reply.ResponseFields;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.RecyclableRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConclusionTest {

    private static final String APP = "https://app.example.com";

    private final List<Decision> heard = new ArrayList<>();
    private final Conclusion conclusion = conclusion(heard::add);
    private final FakeRequest request = FakeRequest.get("/").with("Origin", APP);

    private static Conclusion conclusion(DecisionListener listener) {
        DecisionFactory decisions = new DecisionFactory(
                new ResponseFields("api", CredentialFields.DEFAULT, Set.of(new Origin(APP))),
                List.of(DenyReason.values()),
                ProblemDocument.DEFAULT_BASE);
        return new Conclusion(decisions, listener);
    }

    @Test
    void whatWasPendingIsMadeAndTold() {
        Decision made = SampleDecisions.open();

        assertThat(conclusion.conclude(request, RequestId.of("r-1"), () -> made))
                .isSameAs(made);
        assertThat(heard).containsExactly(made);
    }

    @Test
    void anExceptionIsARefusalThatBrowserCodeCanReadToo() {
        Decision decision = conclusion.conclude(request, RequestId.of("r-1"), () -> {
            throw new IllegalStateException("for the test");
        });

        assertUnavailable(decision);
        assertThat(decision.fields())
                .extracting(Field::name)
                .contains("Access-Control-Allow-Origin", "Retry-After", "X-Keystile-Error");
        assertThat(heard).containsExactly(decision);
    }

    @Test
    void aRequestThatThrowsWhenItIsReadIsRefusedWithoutIt() {
        RecyclableRequest recycled = new RecyclableRequest(request);
        recycled.recycle();

        Decision decision = conclusion.conclude(recycled, RequestId.of("r-1"), () -> {
            throw new IllegalStateException("for the test");
        });

        assertUnavailable(decision);
        assertThat(decision.fields())
                .extracting(Field::name)
                .contains("Retry-After", "X-Keystile-Error", "Cache-Control")
                .doesNotContain("Access-Control-Allow-Origin", "WWW-Authenticate");
        assertThat(heard).containsExactly(decision);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        Decision made = SampleDecisions.open();
        Conclusion deaf = conclusion(decision -> {
            throw new IllegalStateException("for the test");
        });

        assertThat(deaf.told(made)).isSameAs(made);
        assertThat(deaf.conclude(request, RequestId.of("r-1"), () -> made)).isSameAs(made);
    }

    private static void assertUnavailable(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.refusal()).isEqualTo(DenyReason.STORE_UNAVAILABLE));
        assertThat(decision.route()).isEqualTo("unmatched");
        assertThat(decision.requestId()).isEqualTo("r-1");
    }
}
