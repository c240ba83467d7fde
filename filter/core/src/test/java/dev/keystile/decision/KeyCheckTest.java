package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ExampleKeys;
import dev.keystile.key.PresentedKey;
import dev.keystile.policy.DenyReason;
import org.junit.jupiter.api.Test;

/** Keys that are checked apart from requests. */
class KeyCheckTest extends AuthenticatorFixture {

    private KeyCheck check(String key) {
        return authenticator.check(PresentedKey.read(key));
    }

    private void assertRefused(String key, DenyReason reason) {
        assertThat(check(key)).isEqualTo(new KeyCheck.Refused(reason));
    }

    @Test
    void anActiveKeyIsGoodWhateverItsTypeScopesAndRestrictions() {
        for (String key : new String[] {secret, publishable, scoped, boundReader}) {
            assertThat(check(key))
                    .isInstanceOfSatisfying(
                            KeyCheck.Good.class,
                            good -> assertThat(good.key().identity().keyId())
                                    .isEqualTo(identity(key).keyId()));
        }
    }

    @Test
    void aKeyThatHasEndedIsRefused() {
        assertRefused(revoked, DenyReason.REVOKED_KEY);
        assertRefused(expired, DenyReason.EXPIRED_KEY);
    }

    @Test
    void aKeyThatNobodyKnowsIsRefused() {
        assertRefused(unknown, DenyReason.UNKNOWN_KEY);
    }

    @Test
    void anExampleNeedsNoStore() {
        storeIsDown = true;

        assertRefused(ExampleKeys.SECRET, DenyReason.EXAMPLE_KEY);
    }

    @Test
    void anOutageIsNoUnknownKey() {
        storeIsDown = true;

        assertRefused(secret, DenyReason.STORE_UNAVAILABLE);
    }

    @Test
    void aCheckIsNoDecisionAboutARequest() {
        check(secret);

        assertThat(heard).isEmpty();
    }
}
