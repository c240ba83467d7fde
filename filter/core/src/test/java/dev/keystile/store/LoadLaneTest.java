package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadLaneTest {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final long NOW = -5;

    /** A load is overdue as soon as it runs. */
    private final LoadLane lane = new LoadLane(2, FRESH, 0);

    @Test
    void backOffGrowsToHalfOfFreshForAndNoFurther() {
        long longest = 0;
        for (int failures = 0; failures < 100; failures++) {
            lane.failed(NOW);
            long wait = retryAfter();
            assertThat(wait).isLessThanOrEqualTo(FRESH / 2);
            longest = Math.max(longest, wait);
        }
        assertThat(longest).isGreaterThan(FRESH / 4);
    }

    @Test
    void oneCallerGetsEachTurn() {
        lane.failed(NOW);
        assertThat(lane.claimRetry(NOW)).isFalse();
        assertThat(lane.claimRetry(NOW + FRESH)).isTrue();
        assertThat(lane.claimRetry(NOW + FRESH)).isFalse();
        lane.succeeded();
        assertThat(lane.claimRetry(NOW + FRESH)).isTrue();
        assertThat(lane.claimRetry(NOW + FRESH)).isTrue();
    }

    @Test
    void aFailureIsBelievedForFreshForOnly() {
        assertThat(lane.failed(NOW)).as("the first").isTrue();
        assertThat(lane.failed(NOW)).as("another").isFalse();

        assertThat(lane.isKnownToFail(NOW + FRESH - 1)).isTrue();
        assertThat(lane.isKnownToFail(NOW + FRESH)).isFalse();
        assertThat(lane.isFailing()).isTrue();
    }

    @Test
    void aLoadThatHangsKeepsAFailureAliveWhileItIsOfLate() {
        lane.tryAcquire();
        lane.begin(load(1), NOW + 10);
        assertThat(lane.isKnownToFail(NOW + 10))
                .as("one slow load is no outage")
                .isFalse();
        lane.failed(NOW);

        assertThat(lane.isKnownToFail(NOW + FRESH)).isTrue();
        assertThat(lane.isKnownToFail(NOW + 10 + FRESH)).isFalse();
    }

    @Test
    void aLaneIsStuckWhenEveryPermitHangs() {
        Load<String> first = load(1);
        Load<String> second = load(2);
        lane.tryAcquire();
        lane.begin(first, NOW);
        lane.tryAcquire();
        assertThat(lane.isStuck(NOW)).as("the second has yet to begin").isFalse();
        lane.begin(second, NOW);
        assertThat(lane.isStuck(NOW)).isTrue();
        assertThat(lane.isKnownToFail(NOW + 10 * FRESH)).isTrue();

        lane.end(first);
        assertThat(lane.isStuck(NOW)).isFalse();
    }

    private long retryAfter() {
        long low = 0;
        long high = FRESH;
        while (low < high) {
            long middle = (low + high) / 2;
            if (lane.isRetryDue(NOW + middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Load<String> load(long number) {
        return new Load<>(TestKeys.digest(number), lane, 0);
    }
}
