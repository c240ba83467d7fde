package dev.keystile.gateway.upstream;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, as it comes and no longer than it may be. It is read below the servlet's stream, which over
 * HTTP/2 does not tell of each body that breaks off.
 */
final class RequestBody implements Request.Content {

    private final Content.Source source;
    private final long length;
    private final OptionalLong limit;
    private final ClientPace pace;
    private Content.@Nullable Chunk first;
    private long received;
    private volatile boolean ended;
    private volatile boolean demanded;
    private volatile boolean awaited;
    private volatile @Nullable Throwable failure;

    private RequestBody(
            Content.Source source, Content.@Nullable Chunk first, long length, OptionalLong limit, ClientPace pace) {
        this.source = source;
        this.first = first;
        this.length = length;
        this.limit = limit;
        this.pace = pace;
    }

    /**
     * The body of this request, of which nobody reads otherwise.
     *
     * @param limit the most bytes it may have
     * @param pace how fast the client sends it
     * @return null if it has none
     */
    static @Nullable RequestBody of(HttpServletRequest request, OptionalLong limit, ClientPace pace) {
        Content.Source source = ServletContextRequest.getServletContextRequest(request);
        long length = request.getContentLengthLong();
        if (length <= 0 && request.getProtocol().startsWith("HTTP/2")) {
            // It needs neither a length nor a type: only its end tells that there is none, and that the client is
            // there.
            Content.Chunk first = source.read();
            boolean none = first != null && first.isLast() && !Content.Chunk.isFailure(first) && !first.hasRemaining();
            return none ? null : new RequestBody(source, first, length, limit, pace);
        }
        boolean follows = length > 0 || request.getHeader("Transfer-Encoding") != null;
        return follows ? new RequestBody(source, null, length, limit, pace) : null;
    }

    /** A body without a type is passed on without one. */
    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public long getLength() {
        return length;
    }

    /** The same body for another attempt; null if some of it has been asked for. */
    @Nullable
    RequestBody again() {
        return received == 0 && !ended && !demanded ? new RequestBody(source, first, length, limit, pace) : null;
    }

    /** Whether all of it has been read. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the client sends less than it has to. */
    boolean isTooSlow() {
        return pace.isTooSlow();
    }

    /** Whether all that has come is on its way, and the service waits for more of it. */
    boolean isAwaited() {
        return awaited;
    }

    @Override
    public Content.@Nullable Chunk read() {
        Throwable failed = failure;
        if (failed != null) {
            return Content.Chunk.from(failed, true);
        }
        Content.Chunk chunk = first == null ? source.read() : first;
        first = null;
        if (chunk == null) {
            return null;
        }
        awaited = false;
        pace.advance(chunk.remaining());
        Throwable wrong =
                Content.Chunk.isFailure(chunk) ? ExchangeFailures.ofRequest(chunk.getFailure()) : count(chunk);
        if (wrong == null) {
            return chunk;
        }
        chunk.release();
        failure = wrong;
        return Content.Chunk.from(wrong, true);
    }

    /** In HTTP/2 a body may be of another length than it says; nothing else may be taken for the rest of it. */
    private @Nullable Throwable count(Content.Chunk chunk) {
        received += chunk.remaining();
        ended = chunk.isLast() || received == length;
        if (limit.isPresent() && received > limit.getAsLong()) {
            return new ExchangeFailures.RequestException(Problem.CONTENT_TOO_LARGE);
        }
        boolean differs = length >= 0 && (received > length || (ended && received < length));
        return differs ? new ExchangeFailures.RequestException(Problem.WRONG_LENGTH) : null;
    }

    @Override
    public void demand(Runnable available) {
        if (failure == null && first == null) {
            demanded = true;
            awaited = true;
            pace.await();
            source.demand(available);
        } else {
            available.run();
        }
    }

    /** Gives back what was read ahead, if nobody has asked for it. */
    void release() {
        if (first != null) {
            first.release();
            first = null;
        }
    }

    /** No more of it is wanted here. The client is not cut off: it still gets its answer. */
    @Override
    public void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }
}
