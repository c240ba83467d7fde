package dev.keystile.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void aClientWhoseConnectionIsIdleInItsBodyIsTooSlow() {
        assertThat(Failures.problem(Failures.ofRequest(new TimeoutException()), false))
                .isEqualTo(Problem.REQUEST_TIMEOUT);
    }

    @Test
    void aBodyThatEndsBeforeItsTimeIsBroken() {
        assertThat(Failures.problem(Failures.ofRequest(new EOFException()), true))
                .isEqualTo(Problem.BROKEN_BODY);
    }

    @Test
    void silenceIsTheFaultOfWhoeverIsWaitedFor() {
        assertThat(Failures.problem(new TimeoutException(), true)).isEqualTo(Problem.REQUEST_TIMEOUT);
        assertThat(Failures.problem(new TimeoutException(), false)).isEqualTo(Problem.UPSTREAM_TIMEOUT);
        assertThat(Failures.problem(new SocketTimeoutException(), false)).isEqualTo(Problem.UPSTREAM_TIMEOUT);
    }

    @Test
    void whatBreaksOffIsNoSilenceAlsoWhileTheBodyIsAwaited() {
        assertThat(Failures.problem(new EOFException(), true)).isEqualTo(Problem.UPSTREAM_FAILED);
        assertThat(Failures.problem(new ConnectException(), true)).isEqualTo(Problem.UPSTREAM_FAILED);
    }

    @Test
    void aFullQueueIsABusyService() {
        assertThat(Failures.problem(new RejectedExecutionException(), false)).isEqualTo(Problem.UPSTREAM_BUSY);
    }
}
