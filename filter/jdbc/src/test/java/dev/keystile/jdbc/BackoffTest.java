package dev.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static LongStream waits(Backoff backoff) {
        return LongStream.generate(backoff::nextMillis).limit(8);
    }

    @Test
    void waitsDoubleToFiveSecondsAtMost() {
        assertThat(waits(new Backoff(() -> Math.nextDown(1.0))))
                .containsExactly(99L, 199L, 399L, 799L, 1_599L, 3_199L, 4_999L, 4_999L);
    }

    @Test
    void jitterTakesAwayHalfAtMost() {
        assertThat(waits(new Backoff(() -> 0))).containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 2_500L, 2_500L);
    }

    @Test
    void nodesAreOutOfStep() {
        assertThat(waits(new Backoff()).toArray())
                .isNotEqualTo(waits(new Backoff()).toArray());
    }

    @Test
    void successBeginsAnew() {
        Backoff backoff = new Backoff(() -> 0);
        assertThat(waits(backoff)).hasSize(8);

        backoff.reset();

        assertThat(backoff.nextMillis()).isEqualTo(50);
    }
}
