package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.TestKeys;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyStateCheckTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final ApiKey key = TestKeys.newRecord();
    private Instant now = NOON;
    private final KeyStateCheck policy = new KeyStateCheck(() -> now);

    private DenyReason refusal(ApiKey record) {
        return policy.terminalState(KnownKey.of(record));
    }

    @Test
    void anActiveKeyIsFine() {
        assertThat(refusal(key)).isNull();
    }

    @Test
    void aKeyIsExpiredFromItsEndOn() {
        ApiKey ending = key.endingAt(NOON);

        now = NOON.minusMillis(1);
        assertThat(refusal(ending)).isNull();
        now = NOON;
        assertThat(refusal(ending)).isEqualTo(DenyReason.EXPIRED_KEY);
    }

    @Test
    void aRevokedKeyIsRevokedWhateverTheTimeAndItsEnd() {
        ApiKey revoked = key.revokedAt(NOON.plusSeconds(60));

        assertThat(refusal(revoked)).isEqualTo(DenyReason.REVOKED_KEY);
        assertThat(refusal(revoked.endingAt(NOON))).isEqualTo(DenyReason.REVOKED_KEY);
    }

    @Test
    void forKeysThatDoNotExpireTheClockIsNotRead() {
        KeyStateCheck withoutClock = new KeyStateCheck(() -> {
            throw new IllegalStateException("for the test");
        });

        assertThatCode(() -> withoutClock.terminalState(KnownKey.of(key))).doesNotThrowAnyException();
    }

    @Test
    void aGatewayHasCheckedTheStateOfWhatItAsserts() {
        KnownKey asserted = KnownKey.asserted(Identity.of(key));

        assertThat(policy.terminalState(asserted)).isNull();
        assertThat(asserted.isRevoked()).isFalse();
        assertThat(asserted.expires()).isFalse();
        assertThat(asserted.isExpiredAt(Long.MAX_VALUE)).isFalse();
    }
}
