package dev.keystile.request;

import org.jspecify.annotations.Nullable;

/**
 * A request, as an adapter presents it for a decision. The methods are called on the thread that decides, and never throw
 * because of what a client sent.
 */
public interface RequestView extends HeaderFields {

    /** The method, as sent. */
    String method();

    /** The path of the request line without the query, neither decoded nor normalised. */
    String rawPath();

    /**
     * The path of the context of the application, as it stands at the beginning of {@link #rawPath()}; empty for the root.
     * Only the number of its segments counts.
     */
    default String contextPath() {
        return "";
    }

    /**
     * The path that the application will get: decoded, relative to the context. Called only if {@link #rawPath()} is not
     * ambiguous, or is so only because of escapes that a route accepts.
     *
     * @return null if the container itself regards the path as ambiguous
     */
    @Nullable
    String path();

    /**
     * The address at the other end of the connection, in its textual form; empty if the connection has no address, as
     * on a Unix domain socket.
     */
    String remoteAddress();
}
