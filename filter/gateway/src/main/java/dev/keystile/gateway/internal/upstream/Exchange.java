package dev.keystile.gateway.internal.upstream;

import dev.keystile.gateway.internal.upstream.Bulkhead.Permit;
import dev.keystile.key.IpAddress;
import jakarta.servlet.ServletRequest;
import java.net.URI;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request to a service and of its response: which target it has, its body, its permit for a connection,
 * and how it ended. An access log reads the public part of it.
 *
 * <p>Safe for use by many threads: threads of the server, of the HTTP client and of {@link ExchangeWatch} act on one
 * exchange at the same time. The target, the body and the count of attempts change only in the callbacks of one attempt,
 * which follow each other.
 */
public final class Exchange {

    /** The request attribute that holds the exchange. */
    public static final String ATTRIBUTE = "dev.keystile.gateway.exchange";

    private final UpstreamTargets targets;
    private final String requestId;
    private final ClientRate reading;
    private final long startedAt = System.nanoTime();
    private final AtomicLong endedAt = new AtomicLong();
    private int attempts = 1;
    private volatile boolean retried;
    private volatile boolean responded;
    private volatile boolean expired;
    private volatile URI target;
    private volatile @Nullable Throwable abandoned;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable Permit permit;
    private volatile @Nullable Consumer<Throwable> refusal;
    private volatile BooleanSupplier clientConnected = () -> true;
    private @Nullable RequestBody body;

    Exchange(UpstreamTargets targets, String requestId, ClientLimits limits) {
        this.targets = targets;
        this.requestId = requestId;
        this.reading = new ClientRate(limits, System::nanoTime);
        this.target = targets.next();
    }

    /** The exchange of a request that {@link UpstreamServlet} passes on. */
    static Exchange of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("a request is passed on only with its exchange");
    }

    /** The request's id, which the service gets too. */
    String requestId() {
        return requestId;
    }

    /** The body of the request; null if there is none. */
    @Nullable
    RequestBody body() {
        return body;
    }

    void setBody(@Nullable RequestBody body) {
        this.body = body;
    }

    /** Gives the exchange a look at the client's connection; the supplier says whether that is open. */
    void watchClient(BooleanSupplier isConnected) {
        clientConnected = isConnected;
    }

    /** Whether the client's connection is closed and the exchange has not been abandoned. */
    boolean isClientGone() {
        return abandoned == null && !clientConnected.getAsBoolean();
    }

    /** Abandons the exchange of a client whose connection is closed, which nobody has reported. */
    void abandonClient() {
        abandon(new EofException("the client has closed the connection"));
    }

    /** The rate at which the client reads the response. */
    ClientRate reading() {
        return reading;
    }

    Upstream upstream() {
        return targets.upstream();
    }

    /**
     * Acquires a permit for a connection. The wait for one may take as long as the timeout of the upstream.
     *
     * @param client the address whose share of the connections the permit counts to
     * @param onTurn sends the request, after it has waited
     * @param refusal responds to the client with a problem, after the request has waited in vain
     */
    Bulkhead.Outcome acquire(IpAddress client, Runnable onTurn, Consumer<Throwable> refusal) {
        Permit requested = new Permit(client, onTurn);
        this.refusal = refusal;
        permit = requested;
        Bulkhead.Outcome outcome = targets.connections().acquire(requested);
        // The client may have gone before there was a permit to cancel.
        Throwable gone = abandoned;
        if (gone != null) {
            abandon(gone);
        }
        if (hasEnded()) {
            // It ended before there was a permit to release, and nobody else will.
            targets.connections().release(requested);
            return Bulkhead.Outcome.ENDED;
        }
        return outcome;
    }

    /** Begins an attempt: the request is handed to the HTTP client next. */
    void send(Request request) {
        attempt = new Attempt(request);
        // The client may have gone before there was an attempt to abort.
        Throwable gone = abandoned;
        if (gone != null) {
            abort(gone);
        }
    }

    /** Whether a wait for a connection or for the client takes too long. True only once for each wait. */
    boolean isOverdue() {
        Attempt current = attempt;
        long silence = upstream().timeout().toNanos();
        boolean overdue = !expired
                && (current == null
                        ? System.nanoTime() - startedAt > silence
                        : current.isUnconnected(silence) || isClientTooSlow());
        expired |= overdue;
        return overdue;
    }

    private boolean isClientTooSlow() {
        RequestBody sent = body;
        return reading.isTooSlow() || (sent != null && sent.isTooSlow());
    }

    /** Ends the wait that is overdue: cancels the permit, or aborts the attempt. */
    void expire() {
        Permit current = permit;
        Consumer<Throwable> refuse = refusal;
        if (current != null && refuse != null && targets.connections().cancel(current)) {
            refuse.accept(new RejectedExecutionException("no connection became free in time"));
        } else if (attempt == null) {
            // The permit has just got its connection, and the attempt begins now: its wait is measured anew.
            expired = false;
        } else {
            abort(
                    isClientTooSlow()
                            ? new ExchangeFailures.RequestException(Problem.REQUEST_TIMEOUT)
                            : new TimeoutException("no connection in time"));
        }
    }

    private void abort(Throwable reason) {
        Attempt current = attempt;
        if (current != null) {
            current.abort(reason);
        }
    }

    /** The url of the service that the request was sent to. */
    public URI target() {
        return target;
    }

    /** Nanoseconds from the request to the end of the response; -1 while the exchange is under way. */
    public long nanos() {
        return hasEnded() ? Math.max(0, endedAt.get() - startedAt) : -1;
    }

    boolean hasEnded() {
        return endedAt.get() != 0;
    }

    /** Records that the whole response has arrived. */
    void responded() {
        responded = true;
    }

    /** Whether the whole response has arrived, so that a later failure is one of the request's body. */
    boolean hasResponded() {
        return responded;
    }

    /**
     * Gives up, because the client has gone.
     *
     * @param reason what the server says of it
     */
    void abandon(Throwable reason) {
        // Before the permit and the attempt are read: acquire and send look at it after they have set theirs.
        abandoned = reason;
        Permit current = permit;
        Consumer<Throwable> refuse = refusal;
        if (current != null && refuse != null && targets.connections().cancel(current)) {
            refuse.accept(reason);
        } else {
            abort(reason);
        }
    }

    /** Why the client has gone; null if it still waits for the response. */
    @Nullable
    Throwable abandoned() {
        return abandoned;
    }

    /** Why the response was not passed on, or not completely; null if it was. */
    public @Nullable Throwable failure() {
        return failure;
    }

    void fail(Throwable reason) {
        failure = reason;
    }

    /** Ends the exchange and releases its permit and its body. Further calls do nothing. */
    void end() {
        // 0 means that the exchange is under way.
        if (!endedAt.compareAndSet(0, System.nanoTime() | 1)) {
            return;
        }
        if (body != null) {
            body.release();
        }
        Permit current = permit;
        if (current != null) {
            targets.connections().release(current);
        }
    }

    /** Whether the request is sent once more, which takes a new connection: other idle ones may have ended as well. */
    boolean needsNewConnection() {
        return retried;
    }

    /**
     * Whether the request is to be sent once more to the same url, after a connection ended before the first byte of a
     * response. True at most once, and never for a request with a body, which may have been read in part.
     */
    boolean retry() {
        Attempt current = attempt;
        boolean first = !retried && body == null && abandoned == null && current != null && !current.hasResponse();
        retried |= first;
        return first;
    }

    /** Marks the url as unreachable and chooses the next one; false if there is none, or the body has been read. */
    boolean failOver() {
        targets.markUnreachable(target);
        if (attempts == targets.size() || !rewind()) {
            return false;
        }
        attempts++;
        URI failed = target;
        target = targets.next();
        return !target.equals(failed);
    }

    /** Whether the request can be sent once more: the client still waits, and nothing of the body has been read. */
    private boolean rewind() {
        if (abandoned != null) {
            return false;
        }
        RequestBody sent = body;
        if (sent == null) {
            return true;
        }
        RequestBody again = sent.again();
        if (again == null) {
            return false;
        }
        body = again;
        return true;
    }
}
