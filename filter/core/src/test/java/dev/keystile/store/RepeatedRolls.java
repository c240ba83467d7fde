package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.key.KeyRecord;
import dev.keystile.key.KeyType;
import dev.keystile.key.Restrictions;
import dev.keystile.key.Scopes;
import dev.keystile.store.KeyRegistry.KeyRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every registry does, at a time that stands still, with a key that is rolled while it or its successor is new. */
public interface RepeatedRolls {

    /** Of a store with the environment {@code demo} and no key. */
    KeyRegistry rolling();

    private KeyRecord issue(Instant end) throws KeyStoreException {
        return rolling()
                .issue(new KeyRequest(KeyType.SECRET, "demo", "ci", Scopes.all(), Restrictions.NONE, end))
                .record();
    }

    private KeyRecord roll(KeyRecord key, Duration grace) throws KeyStoreException {
        return rolling().roll(key.id(), grace).record();
    }

    private Instant end(KeyRecord key) throws KeyStoreException {
        return rolling().describe(key.id()).key().expiresAt();
    }

    @Test
    default void aSuccessorOfAKeyInItsGraceEndsWithThatGrace() throws Exception {
        KeyRecord key = issue(null);
        Instant graceEnds = key.createdAt().plus(Duration.ofHours(24));
        KeyRecord successor = roll(key, Duration.ofHours(24));

        KeyRecord second = roll(key, Duration.ofDays(2));

        assertThat(end(key)).isEqualTo(graceEnds);
        assertThat(end(successor)).isNull();
        assertThat(end(second)).isEqualTo(graceEnds).isEqualTo(second.expiresAt());
    }

    @Test
    default void aSecondRollMayCutTheGraceShort() throws Exception {
        KeyRecord key = issue(null);
        roll(key, Duration.ofHours(24));

        KeyRecord second = roll(key, Duration.ofHours(1));

        assertThat(end(key)).isEqualTo(key.createdAt().plus(Duration.ofHours(1)));
        assertThat(end(second)).isEqualTo(key.createdAt().plus(Duration.ofHours(24)));
    }

    @Test
    default void aSuccessorIsRolledAtOnceAndTheFirstKeyKeepsItsGrace() throws Exception {
        Instant ownEnd = Instant.parse("2030-01-01T00:00:00Z");
        KeyRecord key = issue(ownEnd);
        KeyRecord successor = roll(key, Duration.ofHours(24));

        KeyRecord second = roll(successor, Duration.ofHours(1));

        assertThat(end(key)).isEqualTo(key.createdAt().plus(Duration.ofHours(24)));
        assertThat(end(successor)).isEqualTo(key.createdAt().plus(Duration.ofHours(1)));
        assertThat(end(second)).isEqualTo(ownEnd);
    }

    @Test
    default void aKeyWhoseGraceIsOverIsNotRolled() throws Exception {
        KeyRecord key = issue(null);
        roll(key, Duration.ofHours(24));
        roll(key, Duration.ZERO);

        assertThatThrownBy(() -> roll(key, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key " + key.id() + " is expired; issue a new one");
        assertThat(rolling().list()).hasSize(3);
    }
}
