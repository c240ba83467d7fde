package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Identity;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Identity CI = Identity.of(TestKeys.newRecord());

    private final Decision granted = SampleDecisions.granted(CI);
    private final Decision open = SampleDecisions.open();
    private final Decision preflight = SampleDecisions.preflight();
    private final Decision anonymous = SampleDecisions.denied(DenyReason.MISSING_KEY);
    private final Decision unknown = SampleDecisions.denied(DenyReason.UNKNOWN_KEY, null, "sk_…abcd");
    private final Decision known = SampleDecisions.denied(DenyReason.EXPIRED_KEY, CI, null);

    @Test
    void theOutcomeIsOneWord() {
        assertThat(List.of(granted, open, preflight, anonymous, known))
                .extracting(Decision::outcome)
                .containsExactly("granted", "open", "preflight", "missing_key", "expired_key");
    }

    @Test
    void onlyGrantedAndOpenRequestsPass() {
        assertThat(List.of(granted, open)).allMatch(Decision::passes);
        assertThat(List.of(preflight, anonymous, unknown, known)).noneMatch(Decision::passes);
    }

    @Test
    void theIdentityIsThatOfTheKeyAlsoWhereTheRequestIsRefused() {
        assertThat(granted.identity()).contains(CI);
        assertThat(known.identity()).contains(CI);
        assertThat(List.of(open, preflight, anonymous, unknown))
                .allMatch(decision -> decision.identity().isEmpty());
    }

    @Test
    void aDecisionIsNotWaitedFor() {
        assertThat(granted.await()).isSameAs(granted);
    }

    @Test
    void aLogLineHasOutcomeKeyRouteAndRequest() {
        assertThat(granted).hasToString("granted key=" + CI.keyId() + " route=/a request=r-1");
        assertThat(open).hasToString("open route=/health request=r-1");
        assertThat(preflight).hasToString("preflight route=/a request=r-1");
        assertThat(anonymous).hasToString("missing_key route=/a request=r-1");
        assertThat(unknown).hasToString("unknown_key route=/a request=r-1");
        assertThat(known).hasToString("expired_key key=" + CI.keyId() + " route=/a request=r-1");
    }

    @Test
    void theBodyOfARefusalNamesTheRequest() {
        assertThat(new String(((Decision.Denied) known).body(), StandardCharsets.UTF_8))
                .contains("\"code\":\"expired_key\"")
                .endsWith("\"request_id\":\"r-1\"}\n");
    }
}
