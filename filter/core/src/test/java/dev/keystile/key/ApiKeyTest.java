package dev.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final String text = TestKeys.text(KeyType.SECRET);
    private final ApiKey key = TestKeys.record(text);
    private final List<String> problems = new ArrayList<>();

    @Test
    void aKeyWithoutExpiryNeverExpires() {
        assertThat(key.isExpiredAt(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aKeyHasExpiredFromTheMillisecondOfItsExpiry() {
        ApiKey ending = key.endingAt(NOON);

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
        ApiKey ending = key.endingAt(NOON);

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
        ApiKey revoked = key.revokedAt(NOON);

        assertThat(revoked.revokedAt(NOON.plusSeconds(1))).isSameAs(revoked);
        assertThat(revoked.endingAt(NOON).revokedAt()).isEqualTo(NOON);
    }

    @Test
    void toStringOfARecordHoldsNoKey() {
        assertThat(key.toString())
                .doesNotContain(text, text.substring(8, 41), key.digest().toHex())
                .contains(key.id());
    }

    private ApiKey stored(KeyType type, String name, Scopes scopes, Restrictions restrictions) {
        return ApiKey.stored(
                "key_1",
                type,
                key.project(),
                name,
                key.digest(),
                null,
                scopes,
                restrictions,
                Map.of(),
                key.createdAt(),
                null,
                null,
                problems::add);
    }

    @Test
    void aStoredKeyThatBreaksNoRuleIsReadAsItIs() {
        Restrictions inside = Restrictions.of(null, List.of("10.0.0.0/8"));

        ApiKey read = stored(KeyType.SECRET, "ci", Scopes.of(List.of("read")), inside);

        assertThat(read.name()).isEqualTo("ci");
        assertThat(read.scopes()).isEqualTo(Scopes.of(List.of("read")));
        assertThat(read.restrictions()).isEqualTo(inside);
        assertThat(problems).isEmpty();
    }

    @Test
    void aStoredRestrictionThatKeysOfItsTypeCannotHaveAllowsNothing() {
        Restrictions origins = Restrictions.of(List.of("https://a.example"), null);
        Restrictions networks = Restrictions.of(null, List.of("10.0.0.0/8"));
        Restrictions both = Restrictions.of(origins.origins(), List.of("10.0.0.0/8"));

        for (Restrictions restrictions : List.of(origins, both)) {
            assertThat(stored(KeyType.SECRET, "", Scopes.all(), restrictions).restrictions())
                    .isEqualTo(Restrictions.of(null, List.of()));
        }
        for (Restrictions restrictions : List.of(networks, both)) {
            assertThat(stored(KeyType.PUBLISHABLE, "", Scopes.all(), restrictions)
                            .restrictions())
                    .isEqualTo(Restrictions.of(List.of(), null));
        }
        assertThat(problems)
                .hasSize(4)
                .startsWith("key key_1 breaks a rule, and what it may not have allows nothing: origins are for"
                        + " publishable keys; a secret key never comes from a browser. Put it right with 'keys edit"
                        + " key_1'");
    }

    @Test
    void storedScopesThatAKeyCannotHaveNeverBecomeEveryScope() {
        Scopes scopes = Scopes.of(List.of("read", "sk_live_1", "s".repeat(256)));

        assertThat(stored(KeyType.SECRET, "", scopes, Restrictions.NONE).scopes())
                .isEqualTo(Scopes.of(List.of("read")));
        assertThat(stored(KeyType.PUBLISHABLE, "", scopes, Restrictions.NONE).scopes())
                .isEqualTo(Scopes.of(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"a\u202eb, a\\u202Eb", "'  ', ''", "sk_live_123, (a key in clear text)"})
    void aStoredNameIsMadePrintable(String name, String read) {
        assertThat(stored(KeyType.SECRET, name, Scopes.all(), Restrictions.NONE).name())
                .isEqualTo(read);
        assertThat(stored(KeyType.SECRET, "\u200b".repeat(100), Scopes.all(), Restrictions.NONE)
                        .name())
                .hasSize(255);
    }

    @Test
    void theStateOfAKeyIsThatOfATime() {
        ApiKey ending = key.endingAt(NOON);

        assertThat(ending.stateAt(NOON.minusMillis(1))).isEqualTo(KeyState.ACTIVE);
        assertThat(ending.stateAt(NOON)).isEqualTo(KeyState.EXPIRED);
        assertThat(ending.revokedAt(NOON).stateAt(NOON)).isEqualTo(KeyState.REVOKED);
        assertThat(KeyState.ofLabel("expired")).contains(KeyState.EXPIRED);
        assertThat(KeyState.ofLabel("ended")).isEmpty();
        assertThat(KeyState.EXPIRED.label()).isEqualTo("expired");
        assertThat(KeyState.REVOKED).hasToString("revoked");
        assertThat(KeyType.PUBLISHABLE).hasToString("publishable");
    }
}
