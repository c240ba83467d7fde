package dev.keystile.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientPaceTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofDays(1).toNanos());
    private final ClientPace pace = pace(1_000);

    private ClientPace pace(long minRate) {
        return new ClientPace(new ClientLimits(Duration.ofSeconds(10), minRate, Duration.ofSeconds(30)), now::get);
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aClientMayBeSilentForTheGrace() {
        pace.await();
        pass(30);
        assertThat(pace.isTooSlow()).isFalse();
        pass(1);
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void waitsAddUpAcrossBytesThatAreTooFew() {
        for (int i = 0; i < 10; i++) {
            pace.await();
            pass(3);
            pace.advance(1);
        }
        pace.await();
        pass(1);
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void theMinimumRateIsEnoughForEver() {
        for (int i = 0; i < 1_000; i++) {
            pace.await();
            pass(1);
            assertThat(pace.isTooSlow()).isFalse();
            pace.advance(1_000);
        }
    }

    @Test
    void whoWasQuickMayStopForTheGraceAndNoLonger() {
        pace.await();
        pace.advance(1_000_000_000);
        pace.await();
        pass(31);
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void onlyTheTimeCountsInWhichTheClientIsWaitedFor() {
        pace.await();
        pass(29);
        pace.advance(0);
        pass(3_600);
        assertThat(pace.isTooSlow()).isFalse();
        pace.await();
        pace.await();
        pass(1);
        assertThat(pace.isTooSlow()).isFalse();
        pass(1);
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void withoutAMinimumEveryRateWillDo() {
        ClientPace any = pace(0);
        any.await();
        pass(86_400);
        assertThat(any.isTooSlow()).isFalse();
        any.advance(1);
        any.await();
        pass(86_400);
        assertThat(any.isTooSlow()).isFalse();
    }
}
