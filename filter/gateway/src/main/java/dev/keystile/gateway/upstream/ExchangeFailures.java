package dev.keystile.gateway.upstream;

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

/** What an exception on the way to a service and back means. */
final class ExchangeFailures {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private ExchangeFailures() {}

    /** The service has answered; the rest of the body is not for it. */
    static final class AnsweredException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The request is not as it should be: no fault of the service's. */
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

    /** What went wrong while a request was read. */
    static IOException ofRequest(Throwable failure) {
        boolean late = failure instanceof TimeoutException;
        return new RequestException(late ? Problem.REQUEST_TIMEOUT : Problem.BROKEN_BODY, failure);
    }

    /** Whether there was no connection, so that nothing has been sent. */
    static boolean isUnreachable(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof SocketTimeoutException;
    }

    /**
     * Whether a connection ended, as one does that the service closed while it was idle. Where nothing of a response has
     * come the request may be sent again, if it is idempotent (RFC 9110, section 9.2.2).
     */
    static boolean isStale(HttpServletRequest request, Throwable failure) {
        boolean ended = failure instanceof IOException || isEarlyEnd(failure.getCause());
        boolean ofService = !(failure instanceof RequestException) && !isUnreachable(failure);
        return ended && ofService && IDEMPOTENT.contains(request.getMethod());
    }

    /** The parser's word for the end of a connection where it expects an answer: no other error has this code. */
    private static boolean isEarlyEnd(@Nullable Throwable cause) {
        return cause instanceof HttpException early && early.getCode() == HttpStatus.OK_200;
    }

    /**
     * What the client is told.
     *
     * @param bodyAwaited whether it is the client that everybody waits for
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
