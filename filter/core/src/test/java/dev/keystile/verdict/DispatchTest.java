package dev.keystile.verdict;

import static dev.keystile.verdict.DenyReason.AMBIGUOUS_PATH;
import static dev.keystile.verdict.DenyReason.INSUFFICIENT_SCOPE;
import static dev.keystile.verdict.DenyReason.MISSING_KEY;
import static dev.keystile.verdict.DenyReason.ROUTE_CLOSED;
import static dev.keystile.verdict.DenyReason.SECRET_KEY_REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.key.TestKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY 6: the target of a dispatch is decided, whatever was decided before. */
class DispatchTest extends AuthenticatorFixture {

    private final FakeRequest request = FakeRequest.get("/public");

    @Test
    void aTargetIsDecidedByTheIdentityThatWasEstablished() {
        Verdict.Granted caller = new Verdict.Granted(identity(publishable), Restrictions.NONE);

        for (String path : List.of("/public", "/optional", "/publishable")) {
            assertThat(dispatch(path, caller)).as(path).isSameAs(caller);
        }
        assertDenied(dispatch("/secret", caller), SECRET_KEY_REQUIRED);
        assertDenied(dispatch("/unmatched", caller), SECRET_KEY_REQUIRED);
        assertDenied(dispatch("/denied", caller), ROUTE_CLOSED);
    }

    @Test
    void theScopesOfTheTargetAreNeeded() {
        Verdict.Granted reader = Verdict.Granted.of(TestKeys.record(scoped, Scopes.of(List.of("read"))));

        assertThat(dispatch("/read", reader)).isSameAs(reader);
        assertDenied(dispatch("/write", reader), INSUFFICIENT_SCOPE);
    }

    @Test
    void anEstablishedIdentityNeedsNoStore() {
        storeIsDown = true;
        Verdict.Granted caller = new Verdict.Granted(identity(secret), Restrictions.NONE);

        assertThat(dispatch("/write", caller)).isSameAs(caller);
    }

    @Test
    void withoutIdentityTheCredentialDecides() {
        assertThat(dispatch("/public", null)).isEqualTo(Verdict.Open.OPEN);
        assertThat(dispatch("/optional", null)).isEqualTo(Verdict.Open.OPEN);
        assertDenied(dispatch("/secret", null), MISSING_KEY);
        assertDenied(dispatch("/denied", null), ROUTE_CLOSED);

        request.bearer(secret);
        assertGranted(dispatch("/secret", null), secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "//secret", "/public/../secret", "/public/./secret", "/secret;x", "/a\\b", "/\n"})
    void aTargetThatIsNotCanonicalIsRefused(String path) {
        assertDenied(dispatch(path, new Verdict.Granted(identity(secret), Restrictions.NONE)), AMBIGUOUS_PATH);
        assertDenied(dispatch(path, null), AMBIGUOUS_PATH);
    }

    @Test
    void eachDispatchIsHeardOfOnce() {
        dispatch("/public", null);
        dispatch("/write", new Verdict.Granted(identity(secret), Restrictions.NONE));
        dispatch("//", null);

        assertThat(heard).extracting(Heard::route).containsExactly("/public", "/write", "unmatched");
    }

    private Verdict dispatch(String path, Verdict.Granted established) {
        return authenticator.decideDispatch(request, path, established);
    }
}
