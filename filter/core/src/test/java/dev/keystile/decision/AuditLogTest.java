package dev.keystile.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.keystile.StartedThreads;
import dev.keystile.TestTimeout;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.policy.DenyReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditLogTest {

    private static final Identity IDENTITY = Identity.of(
            "key_1", KeyType.SECRET, Project.ofDefault("project_1", new Environment("demo", "Demo")), Scopes.all());

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.keystile.audit");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    /** The tasks that wait for the end of the second. */
    private final Queue<Runnable> scheduled = new ConcurrentLinkedQueue<>();

    private final AuditLog audit = new AuditLog(scheduled::add);

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    @Test
    void aRefusedKeyIsNamedByItsId() {
        audit.decided(SampleDecisions.denied(DenyReason.REVOKED_KEY, IDENTITY, null, "/a/**", "r-1"));

        assertThat(lines())
                .containsExactly(
                        "refused reason=revoked_key key=key_1 account=default environment=demo route=/a/** request=r-1");
    }

    @Test
    void anUnknownKeyIsNamedByItsHint() {
        audit.decided(SampleDecisions.denied(DenyReason.UNKNOWN_KEY, null, "sk_…abcd", "unmatched", "r-2"));

        assertThat(lines())
                .containsExactly(
                        "refused reason=unknown_key key=sk_…abcd account=- environment=- route=unmatched request=r-2");
    }

    @Test
    void whatComesThroughIsNotLogged() {
        audit.decided(SampleDecisions.open());
        audit.decided(SampleDecisions.granted(IDENTITY));

        assertThat(lines()).isEmpty();
    }

    @Test
    void afterTenLinesInASecondTheRestIsCountedAndSummedUp() {
        refuse(DenyReason.MISSING_KEY, 12);
        refuse(DenyReason.UNKNOWN_KEY, 3);
        assertThat(lines()).hasSize(10);

        endSecond();
        refuse(DenyReason.MISSING_KEY, 1);

        assertThat(lines()).hasSize(12);
        assertThat(lines().get(10)).isEqualTo("refused 5 more within a second: missing_key 2, unknown_key 3");
    }

    @Test
    void theCountsAreWrittenThoughNoRequestFollows() {
        refuse(DenyReason.MISSING_KEY, 11);
        endSecond();

        assertThat(lines()).hasSize(11);
        assertThat(lines().get(10)).isEqualTo("refused 1 more within a second: missing_key 1");
    }

    @Test
    void aSecondIsTimedOnlyFromARefusalOn() {
        audit.decided(SampleDecisions.open());
        assertThat(scheduled).isEmpty();

        refuse(DenyReason.MISSING_KEY, 2);
        assertThat(scheduled).hasSize(1);

        endSecond();
        assertThat(scheduled).isEmpty();
    }

    @Test
    void aSecondThatCannotBeginBeginsWithALaterRefusal() {
        AtomicBoolean full = new AtomicBoolean(true);
        AuditLog log = new AuditLog(task -> {
            if (full.getAndSet(false)) {
                throw new RejectedExecutionException("no thread is left");
            }
            scheduled.add(task);
        });
        Decision denied = SampleDecisions.denied(DenyReason.MISSING_KEY);
        assertThatThrownBy(() -> log.decided(denied)).isInstanceOf(RejectedExecutionException.class);

        for (int i = 0; i < 10; i++) {
            log.decided(denied);
        }
        endSecond();

        assertThat(lines()).hasSize(11);
        assertThat(lines().get(10)).isEqualTo("refused 1 more within a second: missing_key 1");
    }

    @Test
    void aRefusalDuringTheSummaryIsInTheNextOne() {
        AtomicBoolean first = new AtomicBoolean(true);
        appender.addFilter(new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                if (event.getFormattedMessage().contains("more") && first.getAndSet(false)) {
                    refuse(DenyReason.UNKNOWN_KEY, 1);
                }
                return FilterReply.NEUTRAL;
            }
        });
        refuse(DenyReason.MISSING_KEY, 11);
        endSecond();
        endSecond();

        assertThat(scheduled).isEmpty();
        assertThat(lines())
                .filteredOn(line -> line.contains("more"))
                .containsExactly(
                        "refused 1 more within a second: missing_key 1",
                        "refused 1 more within a second: unknown_key 1");
    }

    @Test
    void aThreadOfItsOwnTimesTheSecondAndEnds() {
        StartedThreads threads = StartedThreads.of("keystile-audit");
        AuditLog timed = new AuditLog();

        await().atMost(TestTimeout.MAX).until(() -> {
            // Again and again, since a busy machine may take more than a second for eleven of them.
            for (int i = 0; i < 11; i++) {
                timed.decided(SampleDecisions.denied(DenyReason.ROUTE_CLOSED));
            }
            return lines().stream().anyMatch(line -> line.matches("refused \\d+ more within .* route_closed \\d+"));
        });
        // The last of them writes what the last refusals have left.
        threads.awaitEnd();
    }

    @Test
    void aSummaryNamesOnlyWhatIsNewAndNoneSaysNothing() {
        refuse(DenyReason.MISSING_KEY, 11);
        endSecond();
        refuse(DenyReason.UNKNOWN_KEY, 11);
        endSecond();
        refuse(DenyReason.ROUTE_CLOSED, 1);
        endSecond();

        assertThat(lines())
                .filteredOn(line -> line.contains("more"))
                .containsExactly(
                        "refused 1 more within a second: missing_key 1",
                        "refused 1 more within a second: unknown_key 1");
    }

    @Test
    void manyThreadsWriteTenLinesAndNoRefusalIsLost() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> refuse(DenyReason.UNKNOWN_KEY, 1000)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lines()).hasSize(10);

        endSecond();

        assertThat(lines().get(10)).isEqualTo("refused 3990 more within a second: unknown_key 3990");
    }

    private void endSecond() {
        scheduled.remove().run();
    }

    private void refuse(DenyReason reason, int times) {
        for (int i = 0; i < times; i++) {
            audit.decided(SampleDecisions.denied(reason));
        }
    }

    private List<String> lines() {
        // An appender appends under its own lock.
        synchronized (appender) {
            return appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }
}
