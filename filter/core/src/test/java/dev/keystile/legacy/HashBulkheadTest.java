package dev.keystile.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keystile.TestTimeout;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HashBulkheadTest {

    private final CountDownLatch go = new CountDownLatch(1);

    private void block() {
        hold(go);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void halfOfTheProcessorsHashAnd64Wait() throws Exception {
        assertThat(2 * HashBulkhead.width())
                .isLessThanOrEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()));
        int places = HashBulkhead.width() + HashBulkhead.MAX_WAITING;
        CountDownLatch ended = new CountDownLatch(places);
        try (HashBulkhead bulkhead = new HashBulkhead()) {
            for (int i = 0; i < places; i++) {
                assertThat(bulkhead.submit("row" + i, () -> {
                            block();
                            ended.countDown();
                        }))
                        .isTrue();
            }
            for (int i = 0; i <= HashBulkhead.MAX_WAITING_PER_PREFIX; i++) {
                assertThat(bulkhead.submit("one more", () -> {})).isFalse();
            }

            go.countDown();
            assertThat(ended.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
            CountDownLatch again = new CountDownLatch(1);
            assertThat(bulkhead.submit("one more", again::countDown)).isTrue();
            assertThat(again.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oneRowTakesAQuarterOfThePlaces() {
        try (HashBulkhead bulkhead = new HashBulkhead()) {
            for (int i = 0; i < HashBulkhead.MAX_WAITING_PER_PREFIX; i++) {
                assertThat(bulkhead.submit("row", this::block)).isTrue();
            }
            assertThat(bulkhead.submit("row", () -> {})).isFalse();
            assertThat(bulkhead.submit("other", () -> {})).isTrue();
            go.countDown();
        }
    }

    @Test
    void everyTaskThatEndsOrIsRefusedGivesItsPlaceBack() {
        int places = HashBulkhead.MAX_WAITING_PER_PREFIX;
        try (HashBulkhead bulkhead = new HashBulkhead()) {
            for (int i = 0; i < places; i++) {
                bulkhead.submit("row", this::block);
            }
            assertThat(bulkhead.submit("row", () -> {})).isFalse();
            assertThat(bulkhead.submit("row", () -> {})).isFalse();
            go.countDown();

            CountDownLatch second = new CountDownLatch(1);
            AtomicInteger taken = new AtomicInteger();
            await().until(() -> bulkhead.submit("row", () -> hold(second)) && taken.incrementAndGet() == places);
            assertThat(bulkhead.submit("row", () -> {})).isFalse();
            second.countDown();
        }
    }
}
