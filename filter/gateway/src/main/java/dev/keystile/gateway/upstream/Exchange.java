package dev.keystile.gateway.upstream;

import dev.keystile.gateway.upstream.Bulkhead.Permit;
import dev.keystile.key.IpAddress;
import jakarta.servlet.ServletRequest;
import java.net.URI;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back, kept in its attributes. Also what an access log says of it. */
public final class Exchange {

    /** The attribute. */
    public static final String ATTRIBUTE = "dev.keystile.gateway.exchange";

    private final UpstreamTargets targets;
    private final String requestId;
    private final ClientPace reading;
    private final long startedAt = System.nanoTime();
    private final AtomicLong endedAt = new AtomicLong();
    private int attempts = 1;
    private boolean retried;
    private volatile boolean answered;
    private volatile boolean expired;
    private volatile URI target;
    private volatile @Nullable Throwable abandoned;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable Permit permit;
    private volatile @Nullable Consumer<Throwable> refusal;
    private @Nullable RequestBody body;

    Exchange(UpstreamTargets targets, String requestId, ClientLimits limits) {
        this.targets = targets;
        this.requestId = requestId;
        this.reading = new ClientPace(limits, System::nanoTime);
        this.target = targets.next();
    }

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

    /** What follows the head; null for nothing. */
    @Nullable
    RequestBody body() {
        return body;
    }

    void carry(@Nullable RequestBody body) {
        this.body = body;
    }

    /** How fast the client reads the response. */
    ClientPace reading() {
        return reading;
    }

    Upstream upstream() {
        return targets.upstream();
    }

    /**
     * Asks for a connection. It may be waited for as long as the service may be silent.
     *
     * @param client whose share of the connections it is
     * @param onTurn sends the request, after it has waited
     * @param refusal tells the client that it waited in vain
     */
    Bulkhead.Outcome acquire(IpAddress client, Runnable onTurn, Consumer<Throwable> refusal) {
        Permit asked = new Permit(client, onTurn);
        this.refusal = refusal;
        permit = asked;
        Bulkhead.Outcome outcome = targets.connections().acquire(asked);
        Throwable gone = abandoned;
        if (gone != null) {
            abandon(gone);
        }
        return outcome;
    }

    /** The request is on its way to a connection. */
    void send(Request request) {
        attempt = new Attempt(request);
        Throwable gone = abandoned;
        if (gone != null) {
            abort(gone);
        }
    }

    /** Whether somebody is waited for too long; once only. */
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

    /** Ends the wait that is overdue. */
    void expire() {
        Permit asked = permit;
        Consumer<Throwable> refuse = refusal;
        if (asked != null && refuse != null && targets.connections().cancel(asked)) {
            refuse.accept(new RejectedExecutionException("no connection became free in time"));
        } else if (attempt == null) {
            // Its turn has come meanwhile, so that another look is needed.
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

    /** Where the service was asked. */
    public URI target() {
        return target;
    }

    /** How long it took, from the question to the end of the answer, in nanoseconds; -1 while it is under way. */
    public long nanos() {
        return hasEnded() ? Math.max(0, endedAt.get() - startedAt) : -1;
    }

    boolean hasEnded() {
        return endedAt.get() != 0;
    }

    /** The whole answer is there, and passed on. */
    void answer() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Nobody waits for the answer any more. */
    void abandon(Throwable reason) {
        abandoned = reason;
        Permit asked = permit;
        Consumer<Throwable> refuse = refusal;
        if (asked != null && refuse != null && targets.connections().cancel(asked)) {
            refuse.accept(reason);
        } else {
            abort(reason);
        }
    }

    /** Why nobody waits for the answer; null if somebody does. */
    @Nullable
    Throwable abandoned() {
        return abandoned;
    }

    /** Why it was not passed on, or not whole; null if it was. */
    public @Nullable Throwable failure() {
        return failure;
    }

    void fail(Throwable reason) {
        failure = reason;
    }

    /** Gives back all that it holds; once only. */
    void end() {
        // 0 stands for "under way".
        if (!endedAt.compareAndSet(0, System.nanoTime() | 1)) {
            return;
        }
        if (body != null) {
            body.release();
        }
        Permit asked = permit;
        if (asked != null) {
            targets.connections().release(asked);
        }
    }

    /** Whether a body of this size is over the limit. */
    boolean isTooLarge(long size) {
        return upstream().maxRequestSize().isPresent()
                && size > upstream().maxRequestSize().getAsLong();
    }

    /**
     * Whether it is to be sent once more to the same address, after a connection ended on which nothing of a response had
     * come. A request with a body is not: who knows what became of the body.
     */
    boolean retry() {
        Attempt current = attempt;
        boolean first = !retried && body == null && abandoned == null && current != null && !current.hasResponse();
        retried |= first;
        return first;
    }

    /** Leaves this address alone for a while; whether there is another one to try. */
    boolean turnAway() {
        targets.rest(target);
        if (attempts == targets.size() || !rewind()) {
            return false;
        }
        attempts++;
        URI failed = target;
        target = targets.next();
        return !target.equals(failed);
    }

    /** Whether it can be sent once more: somebody waits, and nothing of the body has been asked for. */
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
