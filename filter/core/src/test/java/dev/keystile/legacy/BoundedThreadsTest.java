package dev.keystile.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.TestTimeout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedThreadsTest {

    @Test
    void whatIsNeitherRunNorQueuedIsRefused() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(3);
        try (BoundedThreads threads = new BoundedThreads("bounded", 1, 2)) {
            Runnable task = () -> {
                hold(go);
                ended.countDown();
            };
            assertThat(threads.submit(task)).isTrue();
            assertThat(threads.submit(task)).isTrue();
            assertThat(threads.submit(task)).isTrue();
            assertThat(threads.submit(task)).isFalse();

            go.countDown();
            assertThat(ended.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theThreadsAreNumberedDaemons() throws Exception {
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        try (BoundedThreads threads = new BoundedThreads("bounded", 2, 1)) {
            threads.submit(() -> first.complete(Thread.currentThread()));
            threads.submit(() -> second.complete(Thread.currentThread()));

            assertThat(first.get(TestTimeout.SECONDS, TimeUnit.SECONDS))
                    .returns("bounded-1", Thread::getName)
                    .returns(true, Thread::isDaemon);
            assertThat(second.get(TestTimeout.SECONDS, TimeUnit.SECONDS).getName())
                    .isEqualTo("bounded-2");
        }
    }

    @Test
    void closingInterruptsWhatRunsAndTakesNothingMore() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        BoundedThreads threads = new BoundedThreads("bounded", 1, 1);
        CountDownLatch running = new CountDownLatch(1);
        threads.submit(() -> {
            running.countDown();
            interrupted.complete(hold(new CountDownLatch(1)));
        });
        assertThat(running.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();

        threads.close();

        assertThat(interrupted.get(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.submit(() -> {})).isFalse();
    }

    /** Whether the wait was interrupted. */
    private static boolean hold(CountDownLatch latch) {
        try {
            latch.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
