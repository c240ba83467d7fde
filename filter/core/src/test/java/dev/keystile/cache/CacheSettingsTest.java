package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keystile.setting.ConfigException;
import dev.keystile.setting.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    private static final Duration NEGATIVE = Duration.ofMillis(-1);

    @Test
    void aBoundOutOfRangeIsNamedWithItsValueAndWhatWouldBeRight() {
        Map<String, UnaryOperator<CacheSettings>> wrong = Map.of(
                "cache.fresh-for is '0s'; it must be " + DurationText.FORM + ", longer than 0",
                s -> s.withFreshFor(Duration.ZERO),
                "cache.fresh-for is '-1ms'; it must be " + DurationText.FORM + ", longer than 0",
                s -> s.withFreshFor(NEGATIVE),
                "cache.stale-for is '29s'; it must be 0s, or at least fresh-for",
                s -> s.withStaleFor(Duration.ofSeconds(29)),
                "cache.negative-for is '-1ms'; it must be " + DurationText.FORM,
                s -> s.withNegativeFor(NEGATIVE),
                "cache.max-keys is '0'; it must be a whole number from 1 to 999999999",
                s -> s.withMaxKeys(0),
                "cache.max-negative is '-1'; it must be a whole number from 0 to 999999999",
                s -> s.withMaxNegative(-1),
                "cache.load-timeout is '0s'; it must be " + DurationText.FORM + ", longer than 0",
                s -> s.withLoadTimeout(Duration.ZERO),
                "cache.max-concurrent-loads is '1'; it must be a whole number from 2 to 999999999",
                s -> s.withMaxConcurrentLoads(1),
                "cache.max-waiting is '1'; it must be a whole number from 2 to 999999999",
                s -> s.withMaxWaiting(1));

        wrong.forEach((message, change) -> assertThatThrownBy(() -> change.apply(CacheSettings.DEFAULT))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message));
    }

    @Test
    void theEdgesOfTheRangesAreRight() {
        assertThatNoException()
                .isThrownBy(() -> CacheSettings.DEFAULT
                        .withStaleFor(Duration.ZERO)
                        .withFreshFor(Duration.ofHours(1))
                        .withStaleFor(Duration.ofHours(1))
                        .withNegativeFor(Duration.ZERO)
                        .withMaxNegative(0)
                        .withMaxConcurrentLoads(2)
                        .withMaxWaiting(2));
    }

    @Test
    void eachBoundIsChangedAlone() {
        CacheSettings changed = CacheSettings.DEFAULT
                .withStaleFor(Duration.ofHours(2))
                .withFreshFor(Duration.ofSeconds(1))
                .withNegativeFor(Duration.ofSeconds(3))
                .withMaxKeys(4)
                .withMaxNegative(5)
                .withLoadTimeout(Duration.ofSeconds(6))
                .withMaxConcurrentLoads(7)
                .withMaxWaiting(8);

        assertThat(changed)
                .isEqualTo(new CacheSettings(
                        Duration.ofSeconds(1),
                        Duration.ofHours(2),
                        Duration.ofSeconds(3),
                        4,
                        5,
                        Duration.ofSeconds(6),
                        7,
                        8));
    }
}
