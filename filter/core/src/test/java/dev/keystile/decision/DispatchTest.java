package dev.keystile.decision;

import static dev.keystile.policy.DenyReason.AMBIGUOUS_PATH;
import static dev.keystile.policy.DenyReason.INSUFFICIENT_SCOPE;
import static dev.keystile.policy.DenyReason.MISSING_KEY;
import static dev.keystile.policy.DenyReason.ROUTE_CLOSED;
import static dev.keystile.policy.DenyReason.SECRET_KEY_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import dev.keystile.policy.KnownKey;
import dev.keystile.request.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 6: the target of a dispatch is decided, whatever was decided before. */
class DispatchTest extends AuthenticatorFixture {

    private final FakeRequest request = FakeRequest.get("/public");

    @Test
    void aTargetIsDecidedByTheIdentityThatWasEstablished() {
        KnownKey caller = KnownKey.asserted(identity(publishable));

        for (String path : List.of("/public", "/optional", "/publishable")) {
            assertThat(key(dispatch(path, caller))).as(path).isSameAs(caller);
        }
        assertDenied(dispatch("/secret", caller), SECRET_KEY_REQUIRED);
        assertDenied(dispatch("/unmatched", caller), SECRET_KEY_REQUIRED);
        assertDenied(dispatch("/denied", caller), ROUTE_CLOSED);
    }

    @Test
    void theScopesOfTheTargetAreNeeded() {
        KnownKey reader = KnownKey.of(TestKeys.record(scoped, Scopes.of(List.of("read"))));

        assertThat(key(dispatch("/read", reader))).isSameAs(reader);
        assertDenied(dispatch("/write", reader), INSUFFICIENT_SCOPE);
    }

    @Test
    void anEstablishedIdentityNeedsNoStore() {
        storeIsDown = true;
        KnownKey caller = KnownKey.asserted(identity(secret));

        assertThat(key(dispatch("/write", caller))).isSameAs(caller);
    }

    @Test
    void withoutIdentityTheCredentialDecides() {
        assertOpen(dispatch("/public", null));
        assertOpen(dispatch("/optional", null));
        assertDenied(dispatch("/secret", null), MISSING_KEY);
        assertDenied(dispatch("/denied", null), ROUTE_CLOSED);

        request.bearer(secret);
        assertGranted(dispatch("/secret", null), secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "//secret", "/public/../secret", "/public/./secret", "/secret;x", "/a\\b", "/\n"})
    void aTargetThatIsNotCanonicalIsRefused(String path) {
        assertDenied(dispatch(path, KnownKey.asserted(identity(secret))), AMBIGUOUS_PATH);
        assertDenied(dispatch(path, null), AMBIGUOUS_PATH);
    }

    @Test
    void eachDispatchIsHeardOfOnce() {
        dispatch("/public", null);
        dispatch("/write", KnownKey.asserted(identity(secret)));
        dispatch("//", null);

        assertThat(heard).extracting(Decision::route).containsExactly("/public", "/write", "unmatched");
    }

    private static KnownKey key(DecisionResult result) {
        return ((Decision.Granted) result.await()).key();
    }

    private DecisionResult dispatch(String path, KnownKey established) {
        return authenticator.decideDispatch(request, path, null, established);
    }
}
