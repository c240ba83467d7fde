package dev.keystile.demo.gateway.upstream;

import jakarta.servlet.ServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One request on its way to a service and back, kept in its attributes. Also what an access log says of it. */
public final class Exchange {

    /** The attribute. */
    public static final String ATTRIBUTE = "dev.keystile.demo.exchange";

    private static final int MOST_RETRIES = 3;

    private final Targets targets;
    private final String requestId;
    private final long startedAt = System.nanoTime();
    private int attempts = 1;
    private int retries;
    private volatile boolean begun;
    private volatile boolean answered;
    private volatile boolean abandoned;
    private volatile URI target;
    private volatile @Nullable Throwable failure;
    private volatile long endedAt;
    private @Nullable RequestBody body;

    Exchange(Targets targets, String requestId) {
        this.targets = targets;
        this.requestId = requestId;
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

    Upstream upstream() {
        return targets.upstream();
    }

    /** Where the service was asked. */
    public URI target() {
        return target;
    }

    /** How long it took, from the question to the end of the answer, in nanoseconds; -1 while it is under way. */
    public long nanos() {
        return endedAt == 0 ? -1 : Math.max(0, endedAt - startedAt);
    }

    /** The head of the answer is there. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /** The whole answer is there, and passed on. */
    void answer() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Nobody waits for the answer any more. */
    void abandon() {
        abandoned = true;
    }

    /** Why it was not passed on, or not whole; null if it was. */
    public @Nullable Throwable failure() {
        return failure;
    }

    void fail(Throwable reason) {
        failure = reason;
    }

    void end() {
        endedAt = System.nanoTime();
        if (body != null) {
            body.release();
        }
    }

    /** Whether a body of this size is over the limit. */
    boolean isTooLarge(long size) {
        return upstream().maxRequestSize().isPresent()
                && size > upstream().maxRequestSize().getAsLong();
    }

    /** Whether it is to be sent again to the same address: more than one connection may have been closed there. */
    boolean retry() {
        retries++;
        return retries <= MOST_RETRIES && rewind();
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
        if (abandoned) {
            return false;
        }
        RequestBody sent = body;
        if (sent == null) {
            return true;
        }
        body = sent.again();
        return body != null;
    }
}
