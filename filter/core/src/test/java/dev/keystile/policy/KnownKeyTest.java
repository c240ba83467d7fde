package dev.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.ApiKey;
import dev.keystile.key.Identity;
import dev.keystile.key.Restrictions;
import dev.keystile.key.TestKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeyTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final ApiKey record = TestKeys.newRecord();

    @Test
    void aKeyOfAStoreHasTheIdentityOfItsRecord() {
        assertThat(KnownKey.of(record).identity()).isEqualTo(Identity.of(record));
        assertThat(KnownKey.of(record)).hasToString(record.id());
    }

    @Test
    void whatTheRecordSaysOfItsStateHolds() {
        KnownKey ending = KnownKey.of(record.endingAt(NOON));

        assertThat(KnownKey.of(record).isRevoked()).isFalse();
        assertThat(KnownKey.of(record.revokedAt(NOON)).isRevoked()).isTrue();
        assertThat(KnownKey.of(record).expires()).isFalse();
        assertThat(ending.expires()).isTrue();
        assertThat(ending.isExpiredAt(NOON.toEpochMilli() - 1)).isFalse();
        assertThat(ending.isExpiredAt(NOON.toEpochMilli())).isTrue();
        assertThat(KnownKey.of(record).isExpiredAt(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void anExpiryBetweenTwoMillisecondsIsRoundedUp() {
        KnownKey ending = KnownKey.of(record.endingAt(NOON.plusNanos(1)));

        assertThat(ending.isExpiredAt(NOON.toEpochMilli())).isFalse();
        assertThat(ending.isExpiredAt(NOON.toEpochMilli() + 1)).isTrue();
    }

    @Test
    void anExpiryBeyondTheRangeOfMillisecondsIsAlwaysOrNever() {
        assertThat(KnownKey.of(record.endingAt(Instant.MIN)).isExpiredAt(Long.MIN_VALUE))
                .isTrue();
        assertThat(KnownKey.of(record.endingAt(Instant.MAX)).isExpiredAt(Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void itsRestrictionsAreThoseOfTheRecordAndAnAssertedIdentityHasNone() {
        Restrictions restrictions = Restrictions.of(null, List.of("10.0.0.0/8"));
        ApiKey bound = record.edited("", record.scopes(), restrictions);

        assertThat(KnownKey.of(bound).restrictions()).isEqualTo(restrictions);
        assertThat(KnownKey.asserted(Identity.of(bound)).restrictions()).isEqualTo(Restrictions.NONE);
    }

    @Test
    void anAssertedIdentityIsWhatTheGatewaySays() {
        Identity identity = Identity.of(record);

        assertThat(KnownKey.asserted(identity).identity()).isSameAs(identity);
    }
}
