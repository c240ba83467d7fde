package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.decision.Decision;
import dev.keystile.decision.SampleDecisions;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.RequestId;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestStateTest {

    private final FakeServletRequest fake = new FakeServletRequest("/a");
    private final RequestState state = new RequestState(fake.request);
    private final KnownKey key = KnownKey.of(TestKeys.newRecord());

    private static Decision granted(KnownKey key) {
        return new Decision.Granted(key, "/a", RequestId.of("r-1"), List.of());
    }

    @Test
    void theStateOfARequestIsFoundInItsAttributes() {
        assertThat(RequestState.of(fake.request)).isNull();
        fake.request.setAttribute(RequestState.ATTRIBUTE, "another application's");
        assertThat(RequestState.of(fake.request)).isNull();
        fake.request.setAttribute(RequestState.ATTRIBUTE, state);
        assertThat(RequestState.of(fake.request)).isSameAs(state);
    }

    @Test
    void theRequestedPathIsTheOneThatWasDecidedFirst() {
        assertThat(state.requestedPath()).isEmpty();
        assertThat(state.path()).isEqualTo("/a");
        assertThat(state.requestedPath()).isEqualTo("/a");

        fake.dispatched(DispatcherType.FORWARD, null);
        assertThat(state.path()).as("ambiguous").isNull();
        assertThat(state.requestedPath()).isEqualTo("/a");
    }

    @Test
    void theRequestIsShownAsItCameIn() {
        fake.with("X-API-Key", "value");

        assertThat(state.method()).isEqualTo("GET");
        assertThat(state.rawPath()).isEqualTo("/a");
        assertThat(state.remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(state.first("X-API-Key")).isEqualTo("value");
        assertThat(state.only("X-API-Key")).isEqualTo("value");
        assertThat(state.has("X-Other")).isFalse();
    }

    @Test
    void nothingIsKnownBeforeADecision() {
        assertThat(state.decision()).isNull();
        assertThat(state.passing()).isNull();
        assertThat(state.key()).isNull();
        assertThat(state.identity()).isNull();
    }

    @Test
    void anOpenRequestPassesWithoutAKey() {
        Decision open = SampleDecisions.open();

        state.decided(open);

        assertThat(state.decision()).isSameAs(open);
        assertThat(state.passing()).isSameAs(open);
        assertThat(state.key()).isNull();
    }

    @Test
    void theLastKeyCounts() {
        Decision again = granted(key);
        KnownKey other = KnownKey.of(TestKeys.newRecord());

        state.decided(SampleDecisions.open());
        state.decided(granted(key));
        assertThat(state.identity()).isEqualTo(key.identity());
        state.decided(again);
        assertThat(state.passing()).isSameAs(again);
        state.decided(granted(other));
        assertThat(state.key()).isSameAs(other);
    }

    @Test
    void theIdentityIsOnTheRequestOnceItIsPublished() {
        state.publishIdentity();
        assertThat(state.identityAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isNull();

        state.decided(granted(key));
        assertThat(state.identityAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isSameAs(key.identity());
        assertThat(state.identityAttribute(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE))
                .isSameAs(key.identity().account());
        assertThat(state.identityAttribute(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE))
                .isSameAs(key.identity().environment());
        assertThat(state.identityAttribute("another")).isNull();
        assertThat(onRequest(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isNull();

        state.publishIdentity();
        assertThat(state.identityAttribute(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isNull();
        assertThat(onRequest(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isSameAs(key.identity());
        assertThat(onRequest(ApiKeyAuthFilter.ACCOUNT_ATTRIBUTE))
                .isSameAs(key.identity().account());
        assertThat(onRequest(ApiKeyAuthFilter.ENVIRONMENT_ATTRIBUTE))
                .isSameAs(key.identity().environment());
    }

    @Test
    void aPublishedIdentityIsReplacedByThatOfAnotherKey() {
        KnownKey other = KnownKey.of(TestKeys.newRecord());
        state.decided(granted(key));
        state.publishIdentity();

        state.decided(granted(other));

        assertThat(onRequest(ApiKeyAuthFilter.IDENTITY_ATTRIBUTE)).isSameAs(other.identity());
    }

    private @Nullable Object onRequest(String name) {
        return fake.request.getAttribute(name);
    }

    @Test
    void whatFollowsAKeyDoesNotTakeTheKeyAway() {
        Decision granted = granted(key);
        state.decided(granted);

        for (Decision next : List.of(SampleDecisions.open(), SampleDecisions.denied(DenyReason.ROUTE_CLOSED))) {
            state.decided(next);
            assertThat(state.decision()).isSameAs(next);
            assertThat(state.passing()).isSameAs(granted);
            assertThat(state.key()).isSameAs(key);
        }
    }

    @Test
    void whatDoesNotPassIsNothingToGoOnWith() {
        for (Decision next : List.of(SampleDecisions.preflight(), SampleDecisions.denied(DenyReason.MISSING_KEY))) {
            state.decided(next);
            assertThat(state.decision()).isSameAs(next);
            assertThat(state.passing()).isNull();
        }
    }

    @Test
    void oneErrorPageRunsAtATime() {
        assertThat(state.isErrorPage("/error")).isTrue();
        assertThat(state.enterErrorPage("/error")).isTrue();

        assertThat(state.enterErrorPage("/other")).isFalse();
        assertThat(state.isErrorPage("/error")).isTrue();
        assertThat(state.isErrorPage("/other")).isFalse();
        assertThat(state.isErrorPage(null)).isFalse();

        state.leaveErrorPage();
        assertThat(state.isErrorPage("/other")).isTrue();
    }
}
