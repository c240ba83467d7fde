package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    private static final Duration NEGATIVE = Duration.ofMillis(-1);

    @Test
    void aBoundOutOfRangeIsNamedWithItsValueAndWhatWouldBeRight() {
        Map<String, UnaryOperator<CacheSettings>> wrong = Map.of(
                "cache.fresh-for is PT0S; it must be longer than 0", s -> s.withFreshFor(Duration.ZERO),
                "cache.fresh-for is PT-0.001S; it must be longer than 0", s -> s.withFreshFor(NEGATIVE),
                "cache.stale-for is PT29S; it must be 0s, or at least fresh-for",
                        s -> s.withStaleFor(Duration.ofSeconds(29)),
                "cache.negative-for is PT-0.001S; it must be 0s or longer", s -> s.withNegativeFor(NEGATIVE),
                "cache.max-keys is 0; it must be at least 1", s -> s.withMaxKeys(0),
                "cache.max-negative is -1; it must be at least 0", s -> s.withMaxNegative(-1),
                "cache.load-timeout is PT0S; it must be longer than 0", s -> s.withLoadTimeout(Duration.ZERO),
                "cache.max-concurrent-loads is 1; it must be at least 2", s -> s.withMaxConcurrentLoads(1),
                "cache.max-waiting is 1; it must be at least 2", s -> s.withMaxWaiting(1));

        wrong.forEach((message, change) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(CacheSettings.DEFAULT))
                .withMessage(message));
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
}
