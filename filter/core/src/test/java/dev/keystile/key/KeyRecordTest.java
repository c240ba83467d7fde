package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyRecordTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final String text = TestKeys.text(KeyType.SECRET);
    private final KeyRecord key = TestKeys.record(text);

    @Test
    void aKeyWithoutExpiryNeverExpires() {
        assertThat(key.isExpiredAt(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aKeyHasExpiredFromTheMillisecondOfItsExpiry() {
        KeyRecord ending = key.endingAt(NOON);

        assertThat(ending.isExpiredAt(NOON.toEpochMilli() - 1)).isFalse();
        assertThat(ending.isExpiredAt(NOON.toEpochMilli())).isTrue();
        assertThat(ending.isExpiredAt(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void anEndBeyondEveryClockIsNone() {
        assertThat(key.endingAt(Instant.MAX).isExpiredAt(Long.MAX_VALUE)).isFalse();
        assertThat(key.endingAt(Instant.MIN).isExpiredAt(Long.MIN_VALUE)).isTrue();
    }

    @Test
    void anEarlierEndStays() {
        KeyRecord ending = key.endingAt(NOON);

        assertThat(ending.endingAt(NOON.plusSeconds(1))).isEqualTo(ending);
        assertThat(ending.endingAt(NOON.minusSeconds(1)).expiresAt()).isEqualTo(NOON.minusSeconds(1));
        assertThat(ending.id()).isEqualTo(key.id());
    }

    @Test
    void aRevokedKeyIsRevokedWhateverTheTimeOfRevocation() {
        assertThat(key.isRevoked()).isFalse();
        assertThat(key.revokedAt(Instant.MAX).isRevoked()).isTrue();
        assertThat(key.revokedAt(Instant.EPOCH).isRevoked()).isTrue();
    }

    @Test
    void aSecondRevocationChangesNothing() {
        KeyRecord revoked = key.revokedAt(NOON);

        assertThat(revoked.revokedAt(NOON.plusSeconds(1))).isSameAs(revoked);
        assertThat(revoked.endingAt(NOON).revokedAt()).isEqualTo(NOON);
    }

    @Test
    void toStringOfARecordHoldsNoKey() {
        assertThat(key.toString())
                .doesNotContain(text, text.substring(8, 41), key.digest().toHex())
                .contains(key.id());
    }
}
