package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.key.KeyType;
import dev.keystile.key.TestKeys;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.RequestView;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Requirement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPolicyTest {

    private static final Refusal PLAN =
            Refusal.of("plan_too_small", 403, "Not in your plan", "Upgrade to use reports.");
    private static final Refusal QUOTA = Refusal.of("quota_used_up", 429, "Quota used up", "Wait for the next month.");

    private final KnownKey secret = KnownKey.of(TestKeys.record(TestKeys.text(KeyType.SECRET)));
    private final KnownKey publishable = KnownKey.of(TestKeys.record(TestKeys.text(KeyType.PUBLISHABLE)));
    private final FakeRequest request = FakeRequest.get("/reports");

    private record Fixed(Refusal refusal, Set<Refusal> refusals) implements Policy {
        @Override
        public Refusal refusal(RequestView request, KnownKey key, Requirement route) {
            return refusal;
        }
    }

    private static PolicyChain chain(Policy... own) {
        return PolicyChain.of(false, TrustedProxies.NONE, List.of(own), InstantSource.system());
    }

    @Test
    void aPolicyRefusesWhatTheBuiltInOnesLetPass() {
        PolicyChain chain = chain(new Fixed(PLAN, Set.of(PLAN)));

        assertThat(chain.refusal(request, secret, Requirement.UNMATCHED)).isEqualTo(PLAN);
        assertThat(chain.refusalOnRoute(request, secret, Requirement.UNMATCHED)).isEqualTo(PLAN);
    }

    @Test
    void aPolicyThatFindsNothingLetsPass() {
        PolicyChain chain = chain(new Fixed(null, Set.of(PLAN)));

        assertThat(chain.refusal(request, secret, Requirement.UNMATCHED)).isNull();
        assertThat(chain.refusalOnRoute(request, secret, Requirement.UNMATCHED)).isNull();
    }

    @Test
    void theBuiltInPoliciesComeFirstAndTheApplicationsIsNotCalledThen() {
        List<KnownKey> called = new ArrayList<>();
        PolicyChain chain = chain((view, key, route) -> {
            called.add(key);
            return null;
        });

        assertThat(chain.refusal(request, publishable, Requirement.UNMATCHED))
                .isEqualTo(DenyReason.SECRET_KEY_REQUIRED);
        assertThat(called).isEmpty();
        assertThat(chain.refusal(request, secret, Requirement.UNMATCHED)).isNull();
        assertThat(called).containsExactly(secret);
    }

    @Test
    void theFirstOfSeveralDecides() {
        PolicyChain chain = chain(new Fixed(QUOTA, Set.of(QUOTA)), new Fixed(PLAN, Set.of(PLAN)));

        assertThat(chain.refusal(request, secret, Requirement.UNMATCHED)).isEqualTo(QUOTA);
    }

    @Test
    void aRefusalThatWasNotNamedIsAnError() {
        PolicyChain chain = chain(new Fixed(QUOTA, Set.of(PLAN)));

        assertThatThrownBy(() -> chain.refusal(request, secret, Requirement.UNMATCHED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quota_used_up")
                .hasMessageContaining("refusals()");
    }

    @Test
    void refusalsAreKnownBeforehandEachOnce() {
        PolicyChain chain = chain(new Fixed(PLAN, Set.of(PLAN, QUOTA)), new Fixed(PLAN, Set.of(PLAN)));

        assertThat(chain.refusals()).contains(PLAN, QUOTA).contains(DenyReason.values());
        assertThat(chain.refusals()).extracting(Refusal::code).doesNotHaveDuplicates();
    }

    @Test
    void twoRefusalsWithOneCodeContradictEachOther() {
        Refusal other = Refusal.of("plan_too_small", 402, "Other", "Other.");

        assertThatThrownBy(() -> chain(new Fixed(null, Set.of(PLAN)), new Fixed(null, Set.of(other))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plan_too_small");
    }

    @Test
    void aBuiltInCodeIsTaken() {
        Refusal taken = Refusal.of("unknown_key", 403, "Other", "Other.");

        assertThatThrownBy(() -> chain(new Fixed(null, Set.of(taken))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown_key")
                .hasMessageContaining("built in");
    }

    @ParameterizedTest
    @CsvSource({
        "Plan, 403, t, d, a code",
        "'', 403, t, d, a code",
        "plan, 401, t, d, a status",
        "plan, 399, t, d, a status",
        "plan, 500, t, d, a status",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg, 403, t, d, a code",
        "1plan, 403, t, d, a code",
        "_plan, 403, t, d, a code",
        "plan-small, 403, t, d, a code",
        "plan/, 403, t, d, a code",
        "plan:, 403, t, d, a code",
        "plan`, 403, t, d, a code",
        "plan{, 403, t, d, a code",
        "plAn, 403, t, d, a code",
        "plan, 403, ' ', d, a title",
        "plan, 403, t, '', a detail",
    })
    void aRefusalHasAForm(String code, int status, String title, String detail, String what) {
        assertThatThrownBy(() -> Refusal.of(code, status, title, detail))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a refusal needs " + what);
    }

    @Test
    void aRefusalIsWhatItWasMadeOf() {
        assertThat(PLAN.status()).isEqualTo(403);
        assertThat(PLAN.title()).isEqualTo("Not in your plan");
        assertThat(PLAN.detail()).isEqualTo("Upgrade to use reports.");
        assertThat(Refusal.of("a".repeat(64), 400, "t", "d").status()).isEqualTo(400);
        assertThat(Refusal.of("az_09", 499, "t", "d").status()).isEqualTo(499);
    }

    @Test
    void aMessageNamesThePolicy() {
        assertThatThrownBy(() -> chain(new Fixed(QUOTA, Set.of(PLAN))).refusal(request, secret, Requirement.UNMATCHED))
                .hasMessageContaining(Fixed.class.getName());
    }

    @Test
    void aRefusalShowsItsCode() {
        assertThat(PLAN).hasToString("plan_too_small");
        assertThat(PLAN.error()).isNull();
    }
}
