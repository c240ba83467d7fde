package dev.keystile.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.admin.AdminException.ConflictException;
import dev.keystile.key.ApiKey;
import dev.keystile.key.KeyType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every administration does, at a time that stands still, with a key that is rolled while it or its successor is new. */
public interface RepeatedRolls {

    Actor ROLLER = new Actor("roller", "test");

    /** Of a store with the environment {@code demo} and no key. */
    KeyAdmin admin();

    private ApiKey issue(@Nullable Instant end) throws AdminException {
        return admin().issue(ROLLER, KeyRequest.of(KeyType.SECRET, "demo", "ci").expiresAt(end))
                .record();
    }

    private ApiKey roll(ApiKey key, Duration grace) throws AdminException {
        return admin().roll(ROLLER, key.id(), grace).record();
    }

    private @Nullable Instant end(ApiKey key) throws AdminException {
        return admin().describe(key.id()).key().expiresAt();
    }

    @Test
    default void aSuccessorOfAKeyInItsGraceEndsWithThatGrace() throws Exception {
        ApiKey key = issue(null);
        Instant graceEnds = key.createdAt().plus(Duration.ofHours(24));
        ApiKey successor = roll(key, Duration.ofHours(24));

        ApiKey second = roll(key, Duration.ofDays(2));

        assertThat(end(key)).isEqualTo(graceEnds);
        assertThat(end(successor)).isNull();
        assertThat(end(second)).isEqualTo(graceEnds).isEqualTo(second.expiresAt());
    }

    @Test
    default void aSecondRollMayCutTheGraceShort() throws Exception {
        ApiKey key = issue(null);
        roll(key, Duration.ofHours(24));

        ApiKey second = roll(key, Duration.ofHours(1));

        assertThat(end(key)).isEqualTo(key.createdAt().plus(Duration.ofHours(1)));
        assertThat(end(second)).isEqualTo(key.createdAt().plus(Duration.ofHours(24)));
    }

    @Test
    default void aSuccessorIsRolledAtOnceAndTheFirstKeyKeepsItsGrace() throws Exception {
        Instant ownEnd = Instant.parse("2030-01-01T00:00:00Z");
        ApiKey key = issue(ownEnd);
        ApiKey successor = roll(key, Duration.ofHours(24));

        ApiKey second = roll(successor, Duration.ofHours(1));

        assertThat(end(key)).isEqualTo(key.createdAt().plus(Duration.ofHours(24)));
        assertThat(end(successor)).isEqualTo(key.createdAt().plus(Duration.ofHours(1)));
        assertThat(end(second)).isEqualTo(ownEnd);
    }

    @Test
    default void aKeyWhoseGraceIsOverIsNotRolled() throws Exception {
        ApiKey key = issue(null);
        roll(key, Duration.ofHours(24));
        roll(key, Duration.ZERO);

        assertThatThrownBy(() -> roll(key, Duration.ofHours(1)))
                .isInstanceOf(ConflictException.class)
                .hasMessage("key " + key.id() + " is expired; issue a new one");
        assertThat(admin().list(KeyQuery.all()).keys()).hasSize(3);
    }
}
