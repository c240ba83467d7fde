package dev.keystile.gateway.internal.upstream;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * The body of a client's request as the HTTP client reads it: streamed, counted against the limit and against its
 * Content-Length. It is read below the servlet's input stream, which over HTTP/2 does not report every body that breaks
 * off.
 *
 * <p>One thread reads at a time, and {@link #demand} orders the reads. {@link #hasEnded}, {@link #isAwaited} and
 * {@link #isTooSlow} may be called by others at any time.
 */
final class RequestBody implements Request.Content {

    private final Content.Source source;
    private final long length;
    private final OptionalLong limit;
    private final ClientRate rate;
    private Content.@Nullable Chunk first;
    private long received;
    private volatile boolean ended;
    private volatile boolean demanded;
    private volatile boolean awaited;
    private volatile @Nullable Throwable failure;

    private RequestBody(
            Content.Source source, Content.@Nullable Chunk first, long length, OptionalLong limit, ClientRate rate) {
        this.source = source;
        this.first = first;
        this.length = length;
        this.limit = limit;
        this.rate = rate;
    }

    /**
     * The body of a request whose input stream is not used.
     *
     * @param limit the max of bytes; empty for no limit
     * @param rate measures how fast the client sends
     * @return null if the request has no body
     */
    static @Nullable RequestBody of(HttpServletRequest request, OptionalLong limit, ClientRate rate) {
        Content.Source source = ServletContextRequest.getServletContextRequest(request);
        long length = request.getContentLengthLong();
        if (length <= 0 && request.getProtocol().startsWith("HTTP/2")) {
            // HTTP/2 needs neither a length nor a type: only an empty last frame tells that there is no body.
            Content.Chunk first = source.read();
            boolean none = first != null && first.isLast() && !Content.Chunk.isFailure(first) && !first.hasRemaining();
            return none ? null : new RequestBody(source, first, length, limit, rate);
        }
        boolean follows = length > 0 || request.getHeader("Transfer-Encoding") != null;
        return follows ? new RequestBody(source, null, length, limit, rate) : null;
    }

    /** Null, so that the HTTP client adds no Content-Type: the client's own is among the fields, if there is one. */
    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public long getLength() {
        return length;
    }

    /** The same body for another attempt; null if a part of this one has been requested or read. */
    @Nullable
    RequestBody again() {
        return received == 0 && !ended && !demanded ? new RequestBody(source, first, length, limit, rate) : null;
    }

    /** Whether the whole body has been read. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether the client sends more slowly than the minimum rate. */
    boolean isTooSlow() {
        return rate.isTooSlow();
    }

    /** Whether all bytes that have arrived are passed on, and the service waits for more. */
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
        rate.endWait(chunk.remaining());
        Throwable wrong =
                Content.Chunk.isFailure(chunk) ? ExchangeFailures.ofRequest(chunk.getFailure()) : count(chunk);
        if (wrong == null) {
            return chunk;
        }
        chunk.release();
        failure = wrong;
        return Content.Chunk.from(wrong, true);
    }

    /** Over HTTP/2 a body may differ from its Content-Length, and HTTP/1.1 to the service would get out of step. */
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
            // Set before the source may call back on another thread, which reads and clears the wait.
            demanded = true;
            awaited = true;
            rate.startWait();
            source.demand(available);
        } else {
            available.run();
        }
    }

    /** Releases the chunk that was read ahead, if no attempt has read it. */
    void release() {
        if (first != null) {
            first.release();
            first = null;
        }
    }

    /** Ends the reading. The client's connection stays open, because the response is still to be written. */
    @Override
    public void fail(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
    }
}
