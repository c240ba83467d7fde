package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientRateTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofDays(1).toNanos());
    private final ClientRate rate = newRate(1_000);

    private ClientRate newRate(long minRate) {
        return new ClientRate(
                new ClientLimits(Duration.ofSeconds(10), minRate, Duration.ofSeconds(30), 8_192), now::get);
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void aClientMayBeSilentForTheGrace() {
        rate.startWait();
        pass(30);
        assertThat(rate.isTooSlow()).isFalse();
        pass(1);
        assertThat(rate.isTooSlow()).isTrue();
    }

    @Test
    void waitsAddUpAcrossBytesThatAreTooFew() {
        for (int i = 0; i < 10; i++) {
            rate.startWait();
            pass(3);
            rate.endWait(1);
        }
        rate.startWait();
        pass(1);
        assertThat(rate.isTooSlow()).isTrue();
    }

    @Test
    void theMinRateIsEnoughForAnyTime() {
        for (int i = 0; i < 1_000; i++) {
            rate.startWait();
            pass(1);
            assertThat(rate.isTooSlow()).isFalse();
            rate.endWait(1_000);
        }
    }

    @Test
    void aClientThatWasFastMayPauseForTheGraceAndNoLonger() {
        rate.startWait();
        rate.endWait(1_000_000_000);
        rate.startWait();
        pass(31);
        assertThat(rate.isTooSlow()).isTrue();
    }

    @Test
    void onlyTheTimeInWhichTheGatewayWaitsForTheClientCounts() {
        rate.startWait();
        pass(29);
        rate.endWait(0);
        pass(3_600);
        assertThat(rate.isTooSlow()).isFalse();
        rate.startWait();
        rate.startWait();
        pass(1);
        assertThat(rate.isTooSlow()).isFalse();
        pass(1);
        assertThat(rate.isTooSlow()).isTrue();
    }

    @Test
    void withoutAMinRateNoClientIsTooSlow() {
        ClientRate any = newRate(0);
        any.startWait();
        pass(86_400);
        assertThat(any.isTooSlow()).isFalse();
        any.endWait(1);
        any.startWait();
        pass(86_400);
        assertThat(any.isTooSlow()).isFalse();
    }
}
