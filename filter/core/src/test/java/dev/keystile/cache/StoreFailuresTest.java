package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreFailuresTest {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final long NOW = -5;

    private final StoreFailures failures = new StoreFailures(FRESH);

    @Test
    void backOffGrowsToHalfOfFreshForAndNoFurther() {
        long longest = 0;
        for (int failure = 0; failure < 100; failure++) {
            failures.failed(NOW);
            long wait = retryAfter();
            assertThat(wait).isLessThanOrEqualTo(FRESH / 2);
            longest = Math.max(longest, wait);
        }
        assertThat(longest).isGreaterThan(FRESH / 4);
    }

    @Test
    void oneCallerGetsEachTurn() {
        failures.failed(NOW);
        assertThat(failures.claimRetry(NOW)).isFalse();
        assertThat(failures.claimRetry(NOW + FRESH)).isTrue();
        assertThat(failures.claimRetry(NOW + FRESH)).isFalse();
        failures.succeeded();
        assertThat(failures.claimRetry(NOW + FRESH)).isTrue();
        assertThat(failures.claimRetry(NOW + FRESH)).isTrue();
    }

    @Test
    void aFailureIsBelievedForFreshForOnly() {
        assertThat(failures.failed(NOW)).as("the first").isTrue();
        assertThat(failures.failed(NOW)).as("another").isFalse();

        assertThat(failures.isBelieved(NOW + FRESH - 1)).isTrue();
        assertThat(failures.isBelieved(NOW + FRESH)).isFalse();
        assertThat(failures.isFailing()).isTrue();
    }

    @Test
    void aStoreThatHasNotFailedSinceItsLastResponseDoesNotFail() {
        assertThat(failures.isFailing()).isFalse();
        assertThat(failures.isBelieved(0)).isFalse();
        assertThat(failures.isRetryDue(-1)).isTrue();

        failures.failed(NOW);
        failures.succeeded();

        assertThat(failures.isFailing()).isFalse();
        assertThat(failures.isBelieved(0)).isFalse();
    }

    @Test
    void theFirstRetryIsDueAfterATenthOfASecondAndTheNextAfterTwice() {
        long first = Duration.ofMillis(100).toNanos();
        failures.failed(NOW);
        assertThat(retryAfter()).isBetween(first * 3 / 4, first);
        failures.failed(NOW);
        assertThat(retryAfter()).isBetween(first * 3 / 2, first * 2);
    }

    @Test
    void aClaimedRetryIsFollowedByAnotherAfterHalfOfFreshFor() {
        failures.failed(NOW);
        long claimed = NOW + FRESH;

        assertThat(failures.claimRetry(claimed)).isTrue();

        assertThat(failures.isRetryDue(claimed + FRESH / 2 - 1)).isFalse();
        assertThat(failures.isRetryDue(claimed + FRESH / 2)).isTrue();
    }

    private long retryAfter() {
        long low = 0;
        long high = FRESH;
        while (low < high) {
            long middle = (low + high) / 2;
            if (failures.isRetryDue(NOW + middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
