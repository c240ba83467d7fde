package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.key.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadBulkheadTest {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final long NOW = -5;

    /** A load is overdue as soon as it runs. */
    private final LoadBulkhead bulkhead = new LoadBulkhead(2, FRESH, 0);

    @Test
    void backOffGrowsToHalfOfFreshForAndNoFurther() {
        long longest = 0;
        for (int failures = 0; failures < 100; failures++) {
            bulkhead.failed(NOW);
            long wait = retryAfter();
            assertThat(wait).isLessThanOrEqualTo(FRESH / 2);
            longest = Math.max(longest, wait);
        }
        assertThat(longest).isGreaterThan(FRESH / 4);
    }

    @Test
    void oneCallerGetsEachTurn() {
        bulkhead.failed(NOW);
        assertThat(bulkhead.claimRetry(NOW)).isFalse();
        assertThat(bulkhead.claimRetry(NOW + FRESH)).isTrue();
        assertThat(bulkhead.claimRetry(NOW + FRESH)).isFalse();
        bulkhead.succeeded();
        assertThat(bulkhead.claimRetry(NOW + FRESH)).isTrue();
        assertThat(bulkhead.claimRetry(NOW + FRESH)).isTrue();
    }

    @Test
    void aFailureIsBelievedForFreshForOnly() {
        assertThat(bulkhead.failed(NOW)).as("the first").isTrue();
        assertThat(bulkhead.failed(NOW)).as("another").isFalse();

        assertThat(bulkhead.isKnownToFail(NOW + FRESH - 1)).isTrue();
        assertThat(bulkhead.isKnownToFail(NOW + FRESH)).isFalse();
        assertThat(bulkhead.isFailing()).isTrue();
    }

    @Test
    void aLoadThatHangsKeepsAFailureAliveWhileItIsOfLate() {
        bulkhead.tryAcquire();
        bulkhead.begin(load(1), NOW + 10);
        assertThat(bulkhead.isKnownToFail(NOW + 10))
                .as("one slow load is no outage")
                .isFalse();
        bulkhead.failed(NOW);

        assertThat(bulkhead.isKnownToFail(NOW + FRESH)).isTrue();
        assertThat(bulkhead.isKnownToFail(NOW + 10 + FRESH)).isFalse();
    }

    @Test
    void aLaneIsStuckWhenEveryPermitHangs() {
        InFlightLoad<String> first = load(1);
        InFlightLoad<String> second = load(2);
        bulkhead.tryAcquire();
        bulkhead.begin(first, NOW);
        bulkhead.tryAcquire();
        assertThat(bulkhead.isStuck(NOW)).as("the second has yet to begin").isFalse();
        bulkhead.begin(second, NOW);
        assertThat(bulkhead.isStuck(NOW)).isTrue();
        assertThat(bulkhead.isKnownToFail(NOW + 10 * FRESH)).isTrue();

        bulkhead.end(first);
        assertThat(bulkhead.isStuck(NOW)).isFalse();
    }

    private long retryAfter() {
        long low = 0;
        long high = FRESH;
        while (low < high) {
            long middle = (low + high) / 2;
            if (bulkhead.isRetryDue(NOW + middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private InFlightLoad<String> load(long number) {
        return new InFlightLoad<>(TestKeys.digest(number), bulkhead, 0);
    }
}
