package dev.keystile.gateway.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import dev.keystile.TestTimeout;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DroppingAppenderTest {

    private static final int QUEUE = 10;

    private final LoggerContext context = new LoggerContext();
    private final Output output = new Output();
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
    private final DroppingAppender appender = new DroppingAppender();
    private final Logger logger = context.getLogger("lines");

    /** Takes nothing until it is told to. */
    private static final class Output extends AppenderBase<ILoggingEvent> {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final Semaphore open = new Semaphore(0);
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            entered.countDown();
            // As a write to a pipe, which nobody can interrupt.
            open.acquireUninterruptibly();
            open.release();
            lines.add(event.getFormattedMessage());
        }
    }

    @BeforeEach
    void start() throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        output.setContext(context);
        output.start();
        appender.setContext(context);
        appender.setName("lines");
        appender.setLines("test lines");
        appender.setQueueSize(QUEUE);
        appender.setMaxFlushTime(50);
        appender.addAppender(output);
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        reports.start();
        context.getLogger(DroppingAppender.class).addAppender(reports);

        logger.info("taken");
        assertThat(output.entered.await(TestTimeout.SECONDS, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= QUEUE + 5; i++) {
            logger.info("line {}", i);
        }
    }

    @AfterEach
    void stop() {
        output.open.release();
        context.stop();
    }

    @Test
    void linesAreDroppedAndCountedWhileNobodyReads() {
        assertThat(reports.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("1 test lines dropped so far, because nobody reads them");

        output.open.release();
        await().until(() -> output.lines.size() == QUEUE + 1);
        logger.info("next");
        await().until(() -> output.lines.size() == QUEUE + 3);
        assertThat(output.lines)
                .startsWith("taken", "line 1")
                .contains("line 10")
                .doesNotContain("line 11")
                .endsWith("5 test lines dropped", "next");
    }

    @Test
    void stoppingDoesNotWaitForAReader() {
        appender.stop();
        assertThat(appender.isStarted()).isFalse();
        assertThat(output.lines).isEmpty();
    }

    @Test
    void queuedLinesAreWrittenOnStop() {
        output.open.release();
        appender.stop();
        await().until(() -> output.lines.size() == QUEUE + 1);
        assertThat(output.lines).contains("line 10");
    }
}
