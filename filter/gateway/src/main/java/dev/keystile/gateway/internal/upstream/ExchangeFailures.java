package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Classifies the exceptions of an exchange: which may be retried, and which problem the client gets. */
final class ExchangeFailures {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private ExchangeFailures() {}

    /** The service has responded before it read the whole body; the rest is not sent. */
    static final class RespondedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The client's request is broken, too large or too slow: the service is not to blame. */
    static final class RequestException extends IOException {
        private static final long serialVersionUID = 1L;
        private final Problem problem;

        RequestException(Problem problem) {
            this(problem, null);
        }

        private RequestException(Problem problem, @Nullable Throwable cause) {
            super(problem.code(), cause);
            this.problem = problem;
        }
    }

    /** The exception for a failure while the client's request was read. */
    static IOException ofRequest(Throwable failure) {
        boolean late = failure instanceof TimeoutException;
        return new RequestException(late ? Problem.REQUEST_TIMEOUT : Problem.BROKEN_BODY, failure);
    }

    /** Whether no connection could be made, so that nothing of the request has been sent. */
    static boolean isUnreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SocketTimeoutException;
    }

    /**
     * Whether a connection ended, as it does if the service closed it while it was idle, and the request is idempotent:
     * the request may be sent again if nothing of a response has come (RFC 9110, section 9.2.2).
     */
    static boolean isStale(HttpServletRequest request, Throwable failure) {
        boolean ended = failure instanceof IOException || isEarlyEnd(failure.getCause());
        boolean ofService = !(failure instanceof RequestException) && !isUnreachable(failure);
        return ended && ofService && IDEMPOTENT.contains(request.getMethod());
    }

    /** Jetty reports the end of a connection before a response as an HttpException with this code, and nothing else. */
    private static boolean isEarlyEnd(@Nullable Throwable cause) {
        return cause instanceof HttpException early && early.getCode() == HttpStatus.OK_200;
    }

    /**
     * The problem that the client gets.
     *
     * @param bodyAwaited whether the service waits for more of the client's body
     */
    static Problem problem(Throwable failure, boolean bodyAwaited) {
        if (failure instanceof RequestException ofClient) {
            return ofClient.problem;
        }
        if (failure instanceof RejectedExecutionException) {
            return Problem.UPSTREAM_BUSY;
        }
        boolean late = failure instanceof TimeoutException || failure instanceof SocketTimeoutException;
        if (late) {
            return bodyAwaited ? Problem.REQUEST_TIMEOUT : Problem.UPSTREAM_TIMEOUT;
        }
        return Problem.UPSTREAM_FAILED;
    }
}
