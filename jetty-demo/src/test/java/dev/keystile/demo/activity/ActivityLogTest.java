package dev.keystile.demo.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.decision.Decision;
import dev.keystile.decision.SampleDecisions;
import dev.keystile.demo.activity.ActivityLog.Minute;
import dev.keystile.demo.activity.ActivityLog.Recent;
import dev.keystile.key.Environment;
import dev.keystile.key.Identity;
import dev.keystile.key.KeyType;
import dev.keystile.key.Project;
import dev.keystile.key.Scopes;
import dev.keystile.policy.DenyReason;
import dev.keystile.policy.KnownKey;
import dev.keystile.reply.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:30Z");

    private Instant now = NOON;
    private final ActivityLog log = new ActivityLog(() -> now);

    private static ActivityEntry entry(Instant time, @Nullable String projectId, @Nullable DenyReason reason, int n) {
        Identity identity = projectId == null
                ? null
                : Identity.of(
                        "key_1",
                        KeyType.SECRET,
                        Project.ofDefault(projectId, new Environment("demo", "")),
                        Scopes.all());
        String id = "r-" + n;
        Decision decision = reason != null
                ? SampleDecisions.denied(reason, identity, null, "/a", id)
                : identity != null
                        ? new Decision.Granted(KnownKey.asserted(identity), "/a", RequestId.of(id), List.of())
                        : new Decision.Open("/a", RequestId.of(id), List.of());
        return new ActivityEntry(time, "GET", "/a", decision, 200, Duration.ZERO);
    }

    private static List<String> ids(Recent recent) {
        return recent.entries().stream().map(ActivityEntry::requestId).toList();
    }

    @Test
    void theOwnerOfAProjectSeesItsRequestsNewestFirst() {
        log.add(entry(now, "demo", null, 1));
        log.add(entry(now, "default", null, 2));
        log.add(entry(now, null, DenyReason.MISSING_KEY, 3));
        log.add(entry(now, "demo", DenyReason.SECRET_KEY_REQUIRED, 4));

        assertThat(ids(log.after(0, "demo"))).containsExactly("r-4", "r-1");
        assertThat(ids(log.after(0, "default"))).containsExactly("r-2");
        assertThat(total(log.after(0, "default"))).isEqualTo(1);
    }

    @Test
    void theOperatorSeesTheRequestsOfNoProjectToo() {
        log.add(entry(now, "demo", null, 1));
        log.add(entry(now, "default", null, 2));
        log.add(entry(now, null, DenyReason.MISSING_KEY, 3));
        log.add(entry(now, "demo", null, 4));

        assertThat(ids(log.afterForOperator(0, "demo"))).containsExactly("r-4", "r-3", "r-1");
        assertThat(ids(log.afterForOperator(2, "demo"))).containsExactly("r-4", "r-3");
        assertThat(ids(log.afterForOperator(0, "unused"))).containsExactly("r-3");
        assertThat(total(log.afterForOperator(0, "default"))).isEqualTo(2);
    }

    @Test
    void theNumbersOfAProjectTellNothingOfOtherProjects() {
        log.add(entry(now, "demo", null, 1));
        IntStream.range(0, 50).forEach(n -> log.add(entry(now, "default", null, n)));
        log.add(entry(now, "demo", null, 2));

        assertThat(log.after(0, "demo").last()).isEqualTo(2);
        assertThat(log.after(0, "unused").last()).isZero();
    }

    @Test
    void ofManyProjectsTheLeastUsedIsDropped() {
        log.add(entry(now, "watched", null, 1));
        log.add(entry(now, "idle", null, 2));
        IntStream.range(0, ActivityLog.MAX_PROJECTS - 1).forEach(n -> {
            log.after(0, "watched");
            log.add(entry(now, "project_" + n, null, n));
        });

        assertThat(ids(log.after(0, "watched"))).containsExactly("r-1");
        assertThat(ids(log.after(0, "idle"))).isEmpty();

        log.add(entry(now, "idle", null, 3));
        assertThat(ids(log.after(7, "idle"))).containsExactly("r-3");
    }

    @Test
    void whatIsNewIsToldByTheNumberOfTheLast() {
        log.add(entry(now, "demo", null, 1));
        long last = log.after(0, "demo").last();
        assertThat(log.after(last, "demo").entries()).isEmpty();
        log.add(entry(now, "demo", null, 2));
        assertThat(ids(log.after(last, "demo"))).containsExactly("r-2");
    }

    @Test
    void aClockThatIsPutBackCountsAnew() {
        now = NOON.plus(Duration.ofDays(1));
        log.add(entry(now, "demo", null, 1));
        now = NOON;
        log.add(entry(now, "demo", null, 2));

        assertThat(log.after(0, "demo").hour())
                .extracting(minute -> minute.counts().total())
                .last()
                .isEqualTo(1L);
    }

    @Test
    void theOldestOfAProjectMakeRoomAndThoseOfAnotherStay() {
        log.add(entry(now, "default", null, 0));
        IntStream.rangeClosed(1, ActivityLog.MAX + 5).forEach(n -> log.add(entry(now, "demo", null, n)));

        assertThat(log.after(0, "demo").entries()).hasSize(ActivityLog.MAX);
        assertThat(ids(log.after(0, "demo"))).contains("r-6").doesNotContain("r-5");
        assertThat(ids(log.after(0, "default"))).containsExactly("r-0");
    }

    @Test
    void theHourIsCountedByMinuteAndForgottenAfterIt() {
        log.add(entry(now, "demo", null, 1));
        log.add(entry(now, "demo", DenyReason.UNKNOWN_KEY, 2));
        now = NOON.plusSeconds(60);
        log.add(entry(now, "demo", null, 3));

        List<Minute> hour = log.after(0, "demo").hour();
        assertThat(hour).hasSize(60);
        assertThat(hour.get(59).counts().granted()).isEqualTo(1);
        assertThat(hour.get(58).counts().of(OutcomeGroup.KEY)).isEqualTo(1);
        assertThat(hour.get(58).start()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));

        now = NOON.plus(Duration.ofMinutes(60));
        assertThat(total()).isEqualTo(1);
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(total()).isZero();
    }

    @Test
    void noRequestIsLostWhenManyComeAtOnce() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CountDownLatch together = new CountDownLatch(writers);
        List<Future<?>> done = Stream.generate(() -> threads.submit(() -> {
                    together.countDown();
                    together.await();
                    IntStream.range(0, 1000).forEach(n -> log.add(entry(NOON, "demo", null, n)));
                    return null;
                }))
                .limit(writers)
                .<Future<?>>map(future -> future)
                .toList();
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(total()).isEqualTo(4000);
        assertThat(log.after(0, "demo").last()).isEqualTo(4000);
    }

    private long total() {
        return total(log.after(0, "demo"));
    }

    private static long total(Recent recent) {
        return recent.hour().stream()
                .mapToLong(minute -> minute.counts().total())
                .sum();
    }
}
