package dev.keystile.gateway.internal.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExchangeFailuresTest {

    @Test
    void aClientWhoseConnectionIsIdleInItsBodyIsTooSlow() {
        assertThat(ExchangeFailures.problem(ExchangeFailures.ofRequest(new TimeoutException()), false))
                .isEqualTo(Problem.REQUEST_TIMEOUT);
    }

    @Test
    void aBodyThatEndsEarlyIsBroken() {
        assertThat(ExchangeFailures.problem(ExchangeFailures.ofRequest(new EOFException()), true))
                .isEqualTo(Problem.BROKEN_BODY);
    }

    @Test
    void aTimeoutIsTheClientsWhileItsBodyIsAwaitedAndOtherwiseTheServices() {
        assertThat(ExchangeFailures.problem(new TimeoutException(), true)).isEqualTo(Problem.REQUEST_TIMEOUT);
        assertThat(ExchangeFailures.problem(new TimeoutException(), false)).isEqualTo(Problem.UPSTREAM_TIMEOUT);
        assertThat(ExchangeFailures.problem(new SocketTimeoutException(), false))
                .isEqualTo(Problem.UPSTREAM_TIMEOUT);
    }

    @Test
    void aBrokenConnectionIsNoTimeoutEvenWhileTheBodyIsAwaited() {
        assertThat(ExchangeFailures.problem(new EOFException(), true)).isEqualTo(Problem.UPSTREAM_FAILED);
        assertThat(ExchangeFailures.problem(new ConnectException(), true)).isEqualTo(Problem.UPSTREAM_FAILED);
    }

    @Test
    void aFullQueueIsABusyService() {
        assertThat(ExchangeFailures.problem(new RejectedExecutionException(), false))
                .isEqualTo(Problem.UPSTREAM_BUSY);
    }
}
