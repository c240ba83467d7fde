package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.AMBIGUOUS_PATH;
import static dev.keystile.policy.DenyReason.INSUFFICIENT_SCOPE;
import static dev.keystile.policy.DenyReason.MISSING_KEY;
import static dev.keystile.policy.DenyReason.ROUTE_CLOSED;
import static dev.keystile.policy.DenyReason.STORE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.policy.Policy;
import dev.keystile.request.FakeRequest;
import dev.keystile.request.TrustedProxies;
import dev.keystile.route.Access;
import dev.keystile.route.EncodedPaths;
import dev.keystile.route.PathCase;
import dev.keystile.route.Route;
import dev.keystile.route.RouteTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second filter, which decides about a request as it came in, after the decision of the first. */
class SecondFilterTest extends AuthenticatorFixture {

    private final KnownKey key = KnownKey.of(TestKeys.record(scoped, Scopes.of(List.of("read"))));
    private final Authenticator second = second();
    private final Decision earlier = SampleDecisions.open();

    private Authenticator second(Policy... policies) {
        RouteTable encoded = RouteTable.of(
                List.of(
                        Route.of("/files/**", Access.SECRET),
                        Route.of("/files/open/**", Access.PUBLIC),
                        Route.of("/files/written/**", Access.SECRET).withScopes("write"),
                        Route.of("/files/closed/**", Access.DENIED),
                        Route.of("/plain/**", Access.SECRET).withEncoded(EncodedPaths.REFUSE)),
                PathCase.SENSITIVE,
                EncodedPaths.ACCEPT);
        return new AuthenticatorBuilder(encoded, keys)
                .policies(policies(false, TrustedProxies.NONE, policies))
                .listener(heard::add)
                .build();
    }

    @Test
    void anEncodedPathIsReadInAllWaysOnceMore() {
        assertThat(again("/files/a%2Fb", "/files/a/b", key)).isInstanceOf(Decision.Granted.class);
        assertDenied(again("/files/written%2Fb", "/files/written/b", key), INSUFFICIENT_SCOPE);
        assertDenied(again("/files/closed%2Fb", "/files/closed/b", key), ROUTE_CLOSED);
    }

    @Test
    void aKeyThatTheFirstFilterHasFoundNeedsNoStore() {
        storeIsDown = true;

        assertThat(again("/files/a%2Fb", "/files/a/b", key))
                .isInstanceOfSatisfying(
                        Decision.Granted.class,
                        granted -> assertThat(granted.key()).isSameAs(key));
    }

    @Test
    void withoutAKeyTheCredentialDecides() {
        assertOpen(again("/files/open/a%2Fb", "/files/open/a/b", null));
        assertDenied(again("/files/a%2Fb", "/files/a/b", null), MISSING_KEY);
        FakeRequest request = FakeRequest.decoded("/files/a%2Fb", "/files/a/b").bearer(secret);
        assertGranted(second.decideAgain(request, "/files/a/b", earlier, null), secret);
    }

    @Test
    void aPathThatTheRouteDoesNotAcceptOrThatTheContainerReadsOtherwiseIsAmbiguous() {
        assertDenied(again("/plain/a%2Fb", "/plain/a/b", key), AMBIGUOUS_PATH);
        assertDenied(again("/files/a%2Fb", "/files/c", key), AMBIGUOUS_PATH);
        assertDenied(again("/files/a%2F..", null, key), AMBIGUOUS_PATH);
    }

    @Test
    void anotherPathIsTheTargetOfADispatch() {
        FakeRequest request = FakeRequest.decoded("/files/a%2Fb", "/files/a/b");

        assertDenied(second.decideAgain(request, "/files/written/b", earlier, key), INSUFFICIENT_SCOPE);
        assertDenied(second.decideAgain(request, "/files/a/../b", earlier, key), AMBIGUOUS_PATH);
        assertOpen(second.decideAgain(FakeRequest.get("/files/open/b"), "/files/open/b", earlier, null));
    }

    @Test
    void theDecisionHasTheIdOfTheEarlierDecisionAndIsHeardOfOnce() {
        Decision decision = again("/files/a%2Fb", "/files/a/b", key);

        assertThat(decision.requestId()).isEqualTo(earlier.requestId());
        assertThat(heard).containsExactly(decision);
    }

    @Test
    void withoutAnEarlierDecisionTheRequestGetsAnId() {
        FakeRequest request = FakeRequest.get("/files/a").with("X-Request-Id", "from-the-client");

        assertThat(second.decideAgain(request, "/files/a", null, key).await().requestId())
                .isEqualTo("from-the-client");
    }

    @Test
    void anExceptionIsARefusalAndNoPass() {
        Authenticator throwing = second((request, known, route) -> {
            throw new IllegalStateException("broken");
        });
        FakeRequest request = FakeRequest.decoded("/files/a%2Fb", "/files/a/b");

        Decision decision =
                throwing.decideAgain(request, "/files/a/b", earlier, key).await();

        assertDenied(decision, STORE_UNAVAILABLE);
        assertThat(decision.requestId()).isEqualTo(earlier.requestId());
        assertThat(heard).containsExactly(decision);
    }

    private Decision again(String rawPath, String path, KnownKey established) {
        return second.decideAgain(FakeRequest.decoded(rawPath, path), path, earlier, established)
                .await();
    }
}
