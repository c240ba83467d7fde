package dev.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cache.CacheListener;
import dev.keystile.cache.CacheSettings;
import dev.keystile.cache.CachedKeyStore;
import dev.keystile.decision.Authenticator;
import dev.keystile.decision.AuthenticatorBuilder;
import dev.keystile.decision.Decision;
import dev.keystile.decision.SampleDecisions;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.RequestId;
import dev.keystile.route.Access;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import dev.keystile.store.MemoryKeyStore;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchDecisionsTest {

    private final CachedKeyStore<KnownKey> keys =
            new CachedKeyStore<>(new MemoryKeyStore(), CacheSettings.DEFAULT, KnownKey::of, CacheListener.NONE);
    private final Authenticator authenticator = new AuthenticatorBuilder(
                    RouteTable.of(List.of(
                            Route.of("/open/**", Access.PUBLIC),
                            Route.of("/secret", Access.SECRET),
                            Route.of("/closed", Access.DENIED))),
                    keys)
            .build();
    private final DispatchDecisions dispatches = new DispatchDecisions(authenticator);
    private final FakeServletRequest fake = new FakeServletRequest("/open/a");
    private final RequestState state = new RequestState(fake.request);
    private final Decision first = decide();

    private Decision decide() {
        Decision decision = authenticator.decide(state).await();
        state.decided(decision);
        return decision;
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private Decision dispatch(DispatcherType type, String target) {
        return dispatches.decide(fake.dispatched(type, target), state);
    }

    @ParameterizedTest
    @EnumSource(names = {"FORWARD", "ASYNC", "REQUEST"})
    void anotherPathIsDecidedAnew(DispatcherType type) {
        assertThat(dispatch(type, "/secret").outcome()).isEqualTo("missing_key");
        assertThat(dispatch(type, "/closed").outcome()).isEqualTo("route_closed");
        assertThat(dispatch(type, "/open/b")).isNotSameAs(first).matches(Decision::passes);
    }

    @Test
    void theIdOfTheRequestStays() {
        assertThat(dispatch(DispatcherType.FORWARD, "/secret").requestId()).isEqualTo(first.requestId());
    }

    @Test
    void theKeyThatWasEstablishedCounts() {
        KnownKey key = KnownKey.of(TestKeys.newRecord());
        state.decided(new Decision.Granted(key, "/a", RequestId.of("r-1"), List.of()));

        assertThat(dispatch(DispatcherType.FORWARD, "/secret"))
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        granted -> assertThat(granted.key()).isSameAs(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/a", "/WEB-INF/view.jsp"})
    void whatShowsTheSameResourceGoesOnWithTheDecision(String target) {
        assertThat(dispatch(DispatcherType.FORWARD, target)).isSameAs(first);
        assertThat(dispatch(DispatcherType.ASYNC, target)).isSameAs(first);
        assertThat(dispatches.decide(fake.included(target), state)).isSameAs(first);
    }

    @Test
    void aSecondFilterDecidesTheSamePathAnew() {
        assertThat(dispatch(DispatcherType.REQUEST, "/open/a")).isNotSameAs(first);
    }

    @Test
    void anIncludeIsDecidedByItsOwnPath() {
        assertThat(dispatches.decide(fake.included("/closed"), state).outcome()).isEqualTo("route_closed");
    }

    @Test
    void anIncludeByNameGoesOnWithTheDecision() {
        assertThat(dispatches.decide(fake.included(null), state)).isSameAs(first);
    }

    @Test
    void anAmbiguousTargetIsRefused() {
        assertThat(dispatch(DispatcherType.FORWARD, null).outcome()).isEqualTo("ambiguous_path");
    }

    @Test
    void anErrorPageGoesOnWithTheDecisionThatPassed() {
        state.decided(SampleDecisions.denied(DenyReason.ROUTE_CLOSED));

        assertThat(dispatch(DispatcherType.ERROR, "/closed")).isSameAs(first);
    }

    @Test
    void anErrorPageOfARequestThatDidNotPassIsShown() {
        RequestState refused = new RequestState(fake.request);
        refused.decided(SampleDecisions.denied(DenyReason.MISSING_KEY));

        Decision decision = dispatches.decide(fake.dispatched(DispatcherType.ERROR, "/closed"), refused);

        assertThat(decision).isInstanceOf(Decision.Open.class);
    }

    @Test
    void whatAnErrorPageDispatchesToIsDecided() {
        state.enterErrorPage("/error");

        assertThat(dispatch(DispatcherType.ERROR, "/error")).isSameAs(first);
        assertThat(dispatch(DispatcherType.ERROR, "/closed").outcome()).isEqualTo("route_closed");
    }
}
