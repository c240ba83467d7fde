package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.TestKeys;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentDigestsTest {

    private static final Duration NEGATIVE = CacheSettings.DEFAULT.negativeFor();

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void whatWasSaidIsRememberedForNegativeFor() {
        RecentDigests<String> recent = new RecentDigests<>(CacheSettings.DEFAULT, ticker);
        recent.put(TestKeys.digest(1), "unknown");
        ticker.advance(NEGATIVE.minusNanos(1));

        assertThat(recent.get(TestKeys.digest(1))).isEqualTo("unknown");
        assertThat(recent.get(TestKeys.digest(2))).isNull();

        ticker.advance(Duration.ofNanos(1));
        assertThat(recent.get(TestKeys.digest(1))).isNull();
    }

    @Test
    void aFloodOfDigestsIsBounded() {
        RecentDigests<String> recent = new RecentDigests<>(CacheSettings.DEFAULT.withMaxNegative(10));

        LongStream.range(0, 500).forEach(number -> recent.put(TestKeys.digest(number), "unknown"));

        assertThat(LongStream.range(0, 500).mapToObj(number -> recent.get(TestKeys.digest(number))))
                .filteredOn(said -> said != null)
                .hasSizeBetween(1, 10);
    }
}
