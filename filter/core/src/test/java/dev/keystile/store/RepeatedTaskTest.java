package dev.keystile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedTaskTest {

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logger logger = (Logger) LoggerFactory.getLogger(RepeatedTask.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAndStopAllAppenders();
    }

    /** Runs a task six times, in a thread that is then closed. */
    private static void runSixTimes(IntConsumer task) throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        RepeatedTask thread = RepeatedTask.start("watch-something", PAUSE, () -> {
            int run = runs.incrementAndGet();
            if (run == 6) {
                done.countDown();
            }
            task.accept(run);
        });
        try (thread) {
            assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        thread.join(PATIENCE);
    }

    @Test
    void whateverIsThrownIsSaidOnceAndTheThreadLivesOn() throws Exception {
        Map<Integer, Throwable> thrown = Map.of(
                1, new StackOverflowError(),
                2, new NoClassDefFoundError("gone"),
                3, new OutOfMemoryError(),
                5, new IllegalStateException("again"));
        runSixTimes(run -> {
            Throwable e = thrown.get(run);
            if (e instanceof Error error) {
                throw error;
            } else if (e instanceof RuntimeException exception) {
                throw exception;
            }
        });

        assertThat(log.list.subList(0, 4))
                .extracting(ILoggingEvent::toString)
                .containsExactly(
                        "[ERROR] watch-something failed and is tried again every 1 ms.",
                        "[INFO] watch-something works again.",
                        "[ERROR] watch-something failed and is tried again every 1 ms.",
                        "[INFO] watch-something works again.");
        assertThat(log.list.get(0).getThrowableProxy().getClassName()).endsWith("StackOverflowError");
    }

    @Test
    void itLivesOnWhereNothingCanBeLogged() throws Exception {
        AppenderBase<ILoggingEvent> full = new AppenderBase<>() {
            @Override
            public void doAppend(ILoggingEvent event) {
                throw new OutOfMemoryError("for the test");
            }

            @Override
            protected void append(ILoggingEvent event) {}
        };
        full.start();
        logger.addAppender(full);

        runSixTimes(run -> {
            throw new IllegalStateException("for the test");
        });
    }

    @Test
    void anInterruptEndsNothing() throws Exception {
        runSixTimes(run -> Thread.currentThread().interrupt());
    }

    @Test
    void whenItIsClosedTheLastTaskRunsOnceAndTheThreadEnds() throws Exception {
        AtomicInteger last = new AtomicInteger();
        RepeatedTask thread = RepeatedTask.start("watch-once", Duration.ofDays(1), () -> {}, last::incrementAndGet);
        thread.close();
        thread.close();
        thread.join(PATIENCE);

        assertThat(last).hasValue(1);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(other -> other.getName().equals("watch-once")));
    }
}
