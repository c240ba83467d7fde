package dev.keystile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keystile.cache.LoadBulkhead.Admission;
import dev.keystile.key.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadBulkheadTest {

    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final long NOW = -5;

    /** A load is overdue as soon as it runs. */
    private final LoadBulkhead<String> bulkhead = new LoadBulkhead<>(2, 4, FRESH, 0);

    private final InFlightLoad<String> first = load(1);
    private final InFlightLoad<String> second = load(2);
    private final InFlightLoad<String> third = load(3);
    private final InFlightLoad<String> fourth = load(4);

    @Test
    void aPermitGoesToTheLoadThatHasQueuedLongest() {
        assertThat(bulkhead.admit(first, NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(bulkhead.admit(second, NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(bulkhead.admit(third, NOW)).isEqualTo(Admission.QUEUED);
        assertThat(bulkhead.admit(fourth, NOW)).isEqualTo(Admission.QUEUED);
        assertThat(bulkhead.tryAcquire()).as("nobody overtakes those who queue").isFalse();

        assertThat(bulkhead.end(second)).isSameAs(third);
        assertThat(bulkhead.tryAcquire()).isFalse();
        assertThat(bulkhead.end(first)).isSameAs(fourth);
        assertThat(bulkhead.end(third)).isNull();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).as("the fourth has the other").isFalse();
    }

    @Test
    void aLoadThatLeavesTheQueueGetsNoPermit() {
        bulkhead.admit(first, NOW);
        bulkhead.admit(second, NOW);
        bulkhead.admit(third, NOW);
        bulkhead.admit(fourth, NOW);

        assertThat(bulkhead.leaveQueue(third)).isTrue();
        assertThat(bulkhead.leaveQueue(third)).as("again").isFalse();
        assertThat(bulkhead.leaveQueue(first)).as("which has its permit").isFalse();

        assertThat(bulkhead.end(first)).isSameAs(fourth);
        assertThat(bulkhead.end(second)).isNull();
    }

    @Test
    void noLoadQueuesForAStoreThatIsKnownToFail() {
        bulkhead.failures.failed(NOW);
        assertThat(bulkhead.admit(first, NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(bulkhead.admit(second, NOW)).isEqualTo(Admission.ADMITTED);
        assertThat(bulkhead.admit(third, NOW)).isEqualTo(Admission.REFUSED);

        assertThat(bulkhead.end(first)).isNull();
    }

    @Test
    void onceClosedNoLoadQueues() {
        bulkhead.admit(first, NOW);
        bulkhead.begin(first, NOW);
        bulkhead.admit(second, NOW);
        bulkhead.begin(second, NOW);
        bulkhead.failures.succeeded();
        assertThat(bulkhead.admit(third, NOW - 1)).isEqualTo(Admission.QUEUED);

        assertThat(bulkhead.close()).containsExactlyInAnyOrder(first, second, third);

        assertThat(bulkhead.admit(fourth, NOW - 1)).isEqualTo(Admission.REFUSED);
        assertThat(bulkhead.end(first)).isNull();
        assertThat(bulkhead.admit(fourth, NOW - 1))
                .as("which its thread pool refuses")
                .isEqualTo(Admission.ADMITTED);
    }

    @Test
    void exactlySoManyRequestsWait() {
        for (int i = 0; i < 4; i++) {
            assertThat(bulkhead.enter(NOW)).isTrue();
        }
        assertThat(bulkhead.enter(NOW)).isFalse();
        assertThat(bulkhead.enter(NOW)).isFalse();

        bulkhead.leave();
        assertThat(bulkhead.enter(NOW))
                .as("those that were turned away took no place")
                .isTrue();
        assertThat(bulkhead.enter(NOW)).isFalse();
    }

    @Test
    void forAStoreThatIsKnownToFailOnlyAsManyWaitAsThereAreLoads() {
        bulkhead.failures.failed(NOW);
        assertThat(bulkhead.enter(NOW)).isTrue();
        assertThat(bulkhead.enter(NOW)).isTrue();
        assertThat(bulkhead.enter(NOW)).isFalse();

        assertThat(bulkhead.enter(NOW + FRESH)).as("no longer believed").isTrue();
    }

    @Test
    void aLoadThatHangsKeepsAFailureAliveWhileItIsOfLate() {
        bulkhead.tryAcquire();
        bulkhead.begin(first, NOW + 10);
        assertThat(bulkhead.isKnownToFail(NOW + 10))
                .as("one slow load is no outage")
                .isFalse();
        bulkhead.failures.failed(NOW);

        assertThat(bulkhead.isKnownToFail(NOW + FRESH)).isTrue();
        assertThat(bulkhead.isKnownToFail(NOW + 10 + FRESH)).isFalse();
    }

    @Test
    void aBulkheadIsStuckWhenEveryPermitHangs() {
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

    private InFlightLoad<String> load(long number) {
        return new InFlightLoad<>(TestKeys.digest(number), bulkhead, 0);
    }
}
